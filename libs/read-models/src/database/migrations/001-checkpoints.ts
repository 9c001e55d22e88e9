import { CHECKPOINT_NAME } from '../checkpoint.entity.js';
import { SchemaMigration } from './schema-migration.js';

export class Checkpoints1767225600001 extends SchemaMigration {
  readonly name = 'Checkpoints1767225600001';

  protected create(schema: string) {
    return [
      `CREATE TABLE ${schema}.checkpoints (
        name text PRIMARY KEY,
        position bigint,
        updated_at timestamptz NOT NULL
      )`,
      `INSERT INTO ${schema}.checkpoints VALUES ('${CHECKPOINT_NAME}', NULL, now())`,
    ];
  }

  protected drop(schema: string) {
    return [`DROP TABLE ${schema}.checkpoints`];
  }
}
