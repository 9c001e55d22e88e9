import { KEY, OPTIONAL_AMOUNT } from './column-types.js';
import { SchemaMigration } from './schema-migration.js';

/** What an account is to be told. Of a grant that expires it is known from its entry on, and shown by the clock. */
export class Notifications1767225600012 extends SchemaMigration {
  readonly name = 'Notifications1767225600012';

  protected create(schema: string) {
    return [
      `CREATE TABLE ${schema}.notifications (
        account_id ${KEY},
        id ${KEY},
        kind text NOT NULL,
        position bigint NOT NULL,
        at timestamptz NOT NULL,
        model text COLLATE "C",
        remaining ${OPTIONAL_AMOUNT},
        basis ${OPTIONAL_AMOUNT},
        grant_id text COLLATE "C",
        purchase_id text COLLATE "C",
        PRIMARY KEY (account_id, id)
      )`,
      `CREATE INDEX notifications_by_time ON ${schema}.notifications (account_id, at DESC, id DESC)`,
    ];
  }

  protected drop(schema: string) {
    return [`DROP TABLE ${schema}.notifications`];
  }
}
