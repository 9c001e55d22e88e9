import type { DataSource, QueryRunner } from 'typeorm';

/** The schema that a connection was opened for: `read_models`, or its next copy during a rebuild. */
export function schemaOf({ options }: Pick<DataSource, 'options'>): string {
  if (options.type !== 'postgres' || !options.schema) throw new TypeError('Not a read models connection.');
  return options.schema;
}

export function schemaOfRunner(runner: QueryRunner): string {
  return schemaOf(runner.dataSource);
}
