import { AMOUNT, KEY } from './column-types.js';
import { SchemaMigration } from './schema-migration.js';

export class UsageHistory1767225600003 extends SchemaMigration {
  readonly name = 'UsageHistory1767225600003';

  protected create(schema: string) {
    return [
      `CREATE TABLE ${schema}.consumptions (
        account_id ${KEY},
        position bigint NOT NULL,
        operation_id ${KEY},
        model ${KEY},
        feature ${KEY},
        units ${AMOUNT},
        unit text NOT NULL,
        rate ${AMOUNT},
        rate_revision integer NOT NULL,
        tokens ${AMOUNT},
        drawn jsonb NOT NULL,
        unlimited boolean NOT NULL,
        balance_before ${AMOUNT},
        balance_after ${AMOUNT},
        consumed_at timestamptz NOT NULL,
        PRIMARY KEY (account_id, position)
      )`,
      `CREATE INDEX consumptions_of_model ON ${schema}.consumptions (account_id, model, position)`,
      `CREATE INDEX consumptions_of_feature ON ${schema}.consumptions (account_id, feature, position)`,
    ];
  }

  protected drop(schema: string) {
    return [`DROP TABLE ${schema}.consumptions`];
  }
}
