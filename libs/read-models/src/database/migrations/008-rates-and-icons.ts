import { SchemaMigration } from './schema-migration.js';

/**
 * Multipliers, engines and icons. What a rate would have cost is asked of all accounts at once, by time:
 * consumptions arrive in that order, so that ranges of blocks are index enough and cost next to nothing.
 */
export class RatesAndIcons1767225600008 extends SchemaMigration {
  readonly name = 'RatesAndIcons1767225600008';

  protected create(schema: string) {
    return [
      `ALTER TABLE ${schema}.rates
        ADD engine text,
        ADD icon text,
        ADD multipliers jsonb NOT NULL DEFAULT '{}'`,
      `ALTER TABLE ${schema}.models ADD icon text`,
      `CREATE INDEX consumptions_by_time ON ${schema}.consumptions USING brin (consumed_at)`,
    ];
  }

  protected drop(schema: string) {
    return [
      `DROP INDEX ${schema}.consumptions_by_time`,
      `ALTER TABLE ${schema}.models DROP icon`,
      `ALTER TABLE ${schema}.rates DROP engine, DROP icon, DROP multipliers`,
    ];
  }
}
