import { AMOUNT, KEY } from './column-types.js';
import { SchemaMigration } from './schema-migration.js';

/** Rows are changed often and in place: room is left in every page, and no index is on what changes each time. */
export class Balances1767225600002 extends SchemaMigration {
  readonly name = 'Balances1767225600002';

  protected create(schema: string) {
    return [
      `CREATE TABLE ${schema}.allocations (
        account_id ${KEY},
        model ${KEY},
        granted ${AMOUNT} CHECK (granted >= 0),
        spent ${AMOUNT} CHECK (spent >= 0),
        expired ${AMOUNT} CHECK (expired >= 0),
        revoked ${AMOUNT} CHECK (revoked >= 0),
        held ${AMOUNT} CHECK (held >= 0),
        unlimited boolean NOT NULL,
        unlimited_spent ${AMOUNT} CHECK (unlimited_spent >= 0),
        PRIMARY KEY (account_id, model)
      ) WITH (fillfactor = 70)`,
      `CREATE TABLE ${schema}.grants (
        account_id ${KEY},
        grant_id ${KEY},
        model ${KEY},
        source text NOT NULL,
        label text,
        amount ${AMOUNT} CHECK (amount > 0),
        remaining ${AMOUNT} CHECK (remaining BETWEEN 0 AND amount),
        priority integer NOT NULL,
        revision bigint NOT NULL,
        item integer NOT NULL,
        granted_at timestamptz NOT NULL,
        expires_at timestamptz,
        used_up boolean NOT NULL GENERATED ALWAYS AS (remaining = 0) STORED,
        PRIMARY KEY (account_id, grant_id)
      ) WITH (fillfactor = 70)`,
      `CREATE INDEX grants_with_tokens ON ${schema}.grants (account_id) WHERE NOT used_up`,
      `CREATE INDEX grants_expiring ON ${schema}.grants (expires_at)
        WHERE NOT used_up AND expires_at IS NOT NULL`,
    ];
  }

  protected drop(schema: string) {
    return [`DROP TABLE ${schema}.grants, ${schema}.allocations`];
  }
}
