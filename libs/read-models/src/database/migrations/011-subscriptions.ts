import { KEY, OPTIONAL_AMOUNT } from './column-types.js';
import { SchemaMigration } from './schema-migration.js';

/** Subscriptions and top-ups: their state as the ledger has it, and beside it what is looked for. */
export class Subscriptions1767225600011 extends SchemaMigration {
  readonly name = 'Subscriptions1767225600011';

  protected create(schema: string) {
    return [
      `CREATE TABLE ${schema}.subscriptions (
        subscription_id ${KEY} PRIMARY KEY,
        account_id ${KEY},
        position bigint NOT NULL,
        state jsonb NOT NULL,
        started_at timestamptz NOT NULL,
        due_at timestamptz,
        in_flight text COLLATE "C"
      )`,
      `CREATE INDEX subscriptions_of_account ON ${schema}.subscriptions (account_id, position DESC)`,
      `CREATE INDEX subscriptions_due ON ${schema}.subscriptions (due_at) WHERE due_at IS NOT NULL`,
      `CREATE INDEX subscriptions_in_flight ON ${schema}.subscriptions (in_flight) WHERE in_flight IS NOT NULL`,
      `CREATE TABLE ${schema}.top_ups (
        account_id ${KEY} PRIMARY KEY,
        state jsonb NOT NULL,
        watched boolean NOT NULL,
        model text COLLATE "C",
        threshold ${OPTIONAL_AMOUNT},
        not_before timestamptz,
        in_flight text COLLATE "C"
      )`,
      `CREATE INDEX top_ups_watched ON ${schema}.top_ups (not_before) WHERE watched`,
      `CREATE INDEX top_ups_in_flight ON ${schema}.top_ups (in_flight) WHERE in_flight IS NOT NULL`,
    ];
  }

  protected drop(schema: string) {
    return [`DROP TABLE ${schema}.top_ups, ${schema}.subscriptions`];
  }
}
