import { SchemaMigration } from './schema-migration.js';

/**
 * How many thresholds the balance of an allocation has passed, as the ledger told: the same as the notifications say.
 * And what they are parts of.
 */
export class BalanceAlerts1767225600013 extends SchemaMigration {
  readonly name = 'BalanceAlerts1767225600013';

  protected create(schema: string) {
    return [
      `ALTER TABLE ${schema}.allocations
         ADD COLUMN alert_level smallint NOT NULL DEFAULT 0,
         ADD COLUMN alert_basis numeric(38, 6)`,
    ];
  }

  protected drop(schema: string) {
    return [`ALTER TABLE ${schema}.allocations DROP COLUMN alert_level, DROP COLUMN alert_basis`];
  }
}
