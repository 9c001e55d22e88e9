import { AMOUNT, KEY } from './column-types.js';
import { SchemaMigration } from './schema-migration.js';

export class UsageByTime1767225600004 extends SchemaMigration {
  readonly name = 'UsageByTime1767225600004';

  protected create(schema: string) {
    return [
      `CREATE TABLE ${schema}.usage_buckets (
        account_id ${KEY},
        starts_at timestamptz NOT NULL,
        model ${KEY},
        feature ${KEY},
        tokens ${AMOUNT} CHECK (tokens >= 0),
        operations bigint NOT NULL CHECK (operations > 0),
        PRIMARY KEY (account_id, starts_at, model, feature)
      ) WITH (fillfactor = 70)`,
    ];
  }

  protected drop(schema: string) {
    return [`DROP TABLE ${schema}.usage_buckets`];
  }
}
