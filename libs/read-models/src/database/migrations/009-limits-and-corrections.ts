import { AMOUNT, KEY, OPTIONAL_AMOUNT } from './column-types.js';
import { SchemaMigration } from './schema-migration.js';

const PERIODS = ['day', 'week', 'month'];

/**
 * What the ledger itself keeps to decide about caps and freezes, and what was put right.
 * An account has one row of limits for itself, with an empty model, and one for each of its models: those have
 * the account's periods, and neither ends of them nor a time zone of their own.
 * A grant is revoked by a command once at most: what comes back to it later is revoked again by itself.
 */
export class LimitsAndCorrections1767225600009 extends SchemaMigration {
  readonly name = 'LimitsAndCorrections1767225600009';

  protected create(schema: string) {
    return [
      `CREATE TABLE ${schema}.spending_limits (
        account_id ${KEY},
        model ${KEY},
        time_zone text,
        frozen_for text,
        frozen_at timestamptz,
        ${PERIODS.flatMap((period) => [
          `${period}_cap ${OPTIONAL_AMOUNT} CHECK (${period}_cap >= 0)`,
          `${period}_start timestamptz`,
          `${period}_end timestamptz`,
          `${period}_spent ${OPTIONAL_AMOUNT}`,
        ]).join(',\n        ')},
        PRIMARY KEY (account_id, model)
      ) WITH (fillfactor = 70)`,
      `CREATE TABLE ${schema}.corrections (
        account_id ${KEY},
        position bigint NOT NULL,
        kind text NOT NULL,
        operation_id text COLLATE "C",
        model ${KEY},
        direction text NOT NULL,
        tokens ${AMOUNT},
        grants jsonb NOT NULL,
        revoked_grant_id text COLLATE "C",
        reversed_operation_id text COLLATE "C",
        feature text COLLATE "C",
        overdraft_reduced ${AMOUNT},
        unlimited boolean NOT NULL,
        balance_after ${AMOUNT},
        reason text NOT NULL,
        actor text,
        corrected_at timestamptz NOT NULL,
        PRIMARY KEY (account_id, position)
      )`,
      `CREATE UNIQUE INDEX corrections_revoking ON ${schema}.corrections (account_id, revoked_grant_id)`,
    ];
  }

  protected drop(schema: string) {
    return [`DROP TABLE ${schema}.corrections, ${schema}.spending_limits`];
  }
}
