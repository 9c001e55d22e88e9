import { KEY } from './column-types.js';
import { SchemaMigration } from './schema-migration.js';

export class Operations1767225600006 extends SchemaMigration {
  readonly name = 'Operations1767225600006';

  protected create(schema: string) {
    return [
      `CREATE TABLE ${schema}.operations (
        stream ${KEY},
        operation_id ${KEY},
        request_hash text NOT NULL,
        first_revision bigint NOT NULL,
        last_revision bigint NOT NULL,
        position bigint NOT NULL,
        PRIMARY KEY (stream, operation_id),
        CHECK (first_revision <= last_revision)
      )`,
    ];
  }

  protected drop(schema: string) {
    return [`DROP TABLE ${schema}.operations`];
  }
}
