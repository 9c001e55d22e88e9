import { AMOUNT, KEY } from './column-types.js';
import { SchemaMigration } from './schema-migration.js';

/** Holds, overdrafts, scheduled and rolled-over grants, settlements and reversals. */
export class WholeLedger1767225600007 extends SchemaMigration {
  readonly name = 'WholeLedger1767225600007';

  protected create(schema: string) {
    return [
      `ALTER TABLE ${schema}.allocations
        ADD overdrawn ${AMOUNT} DEFAULT 0 CHECK (overdrawn >= 0),
        ADD overdraft_limit ${AMOUNT} DEFAULT 0 CHECK (overdraft_limit >= 0)`,
      `ALTER TABLE ${schema}.grants
        ADD effective_from timestamptz,
        ADD rollover jsonb NOT NULL DEFAULT '{"rule":"none"}',
        ADD rolled_over ${AMOUNT} DEFAULT 0 CHECK (rolled_over >= 0),
        ADD revoked_for text,
        ADD scheduled boolean NOT NULL DEFAULT false`,
      `UPDATE ${schema}.grants SET effective_from = granted_at`,
      `ALTER TABLE ${schema}.grants ALTER effective_from SET NOT NULL`,
      `CREATE INDEX grants_scheduled ON ${schema}.grants (effective_from) WHERE scheduled`,
      `CREATE TABLE ${schema}.holds (
        account_id ${KEY},
        hold_id ${KEY},
        model ${KEY},
        feature ${KEY},
        units ${AMOUNT},
        unit text NOT NULL,
        rate ${AMOUNT},
        multiplier ${AMOUNT},
        rate_revision integer NOT NULL,
        tokens ${AMOUNT},
        drawn jsonb NOT NULL,
        unlimited boolean NOT NULL,
        overage_policy text NOT NULL,
        reserved_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        status text NOT NULL,
        closed_at timestamptz,
        PRIMARY KEY (account_id, hold_id)
      ) WITH (fillfactor = 80)`,
      `CREATE INDEX holds_open ON ${schema}.holds (account_id) WHERE status = 'open'`,
      `CREATE INDEX holds_expiring ON ${schema}.holds (expires_at) WHERE status = 'open'`,
      `ALTER TABLE ${schema}.consumptions
        ADD multiplier ${AMOUNT} DEFAULT 1,
        ADD overdrawn ${AMOUNT} DEFAULT 0,
        ADD hold_id text COLLATE "C",
        ADD held ${AMOUNT} DEFAULT 0,
        ADD returned jsonb NOT NULL DEFAULT '[]',
        ADD uncollected ${AMOUNT} DEFAULT 0,
        ADD reversed ${AMOUNT} DEFAULT 0 CHECK (reversed BETWEEN 0 AND tokens)`,
      `ALTER TABLE ${schema}.usage_buckets DROP CONSTRAINT usage_buckets_operations_check`,
      `CREATE INDEX consumptions_of_operation ON ${schema}.consumptions (account_id, operation_id)`,
    ];
  }

  protected drop(schema: string) {
    return [
      `DROP INDEX ${schema}.consumptions_of_operation`,
      `ALTER TABLE ${schema}.consumptions DROP multiplier, DROP overdrawn, DROP hold_id, DROP held,
        DROP returned, DROP uncollected, DROP reversed`,
      `DROP TABLE ${schema}.holds`,
      `DROP INDEX ${schema}.grants_scheduled`,
      `ALTER TABLE ${schema}.grants DROP effective_from, DROP rollover, DROP rolled_over, DROP revoked_for,
        DROP scheduled`,
      `ALTER TABLE ${schema}.allocations DROP overdrawn, DROP overdraft_limit`,
    ];
  }
}
