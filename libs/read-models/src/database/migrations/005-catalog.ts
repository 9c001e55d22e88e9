import { AMOUNT, KEY } from './column-types.js';
import { SchemaMigration } from './schema-migration.js';

export class Catalog1767225600005 extends SchemaMigration {
  readonly name = 'Catalog1767225600005';

  protected create(schema: string) {
    return [
      `CREATE TABLE ${schema}.rates (
        feature ${KEY},
        revision bigint NOT NULL,
        name text NOT NULL,
        unit text NOT NULL,
        tokens_per_unit ${AMOUNT} CHECK (tokens_per_unit > 0),
        effective_from timestamptz NOT NULL,
        changed_at timestamptz NOT NULL,
        PRIMARY KEY (feature, revision)
      )`,
      `CREATE TABLE ${schema}.models (
        model ${KEY} PRIMARY KEY,
        name text NOT NULL,
        engine text NOT NULL
      )`,
    ];
  }

  protected drop(schema: string) {
    return [`DROP TABLE ${schema}.models, ${schema}.rates`];
  }
}
