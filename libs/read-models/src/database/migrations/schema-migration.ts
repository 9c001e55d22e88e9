import type { MigrationInterface, QueryRunner } from 'typeorm';
import { schemaOfRunner } from '../schema-of.js';

/** A migration that works in whichever schema the connection was opened for. */
export abstract class SchemaMigration implements MigrationInterface {
  abstract readonly name: string;

  /** @returns the statements that create what is new. */
  protected abstract create(schema: string): readonly string[];

  /** @returns the statements that take it away again. */
  protected abstract drop(schema: string): readonly string[];

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of this.create(schemaOfRunner(runner))) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of this.drop(schemaOfRunner(runner))) await runner.query(statement);
  }
}
