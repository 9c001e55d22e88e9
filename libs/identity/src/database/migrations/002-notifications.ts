import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What somebody has read and wants to be told, as long as there is somebody: read models are made anew from the
 * log, this is not. Readers are those whom events call actors: users, and API keys.
 */
export class NotificationReaders1767225600002 implements MigrationInterface {
  readonly name = 'NotificationReaders1767225600002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE identity.notification_readers (
        reader text NOT NULL,
        account_id text NOT NULL,
        read_position bigint,
        read_at timestamptz,
        muted text[] NOT NULL DEFAULT '{}',
        PRIMARY KEY (reader, account_id)
      )`);
    await runner.query(`
      CREATE TABLE identity.read_notifications (
        reader text NOT NULL,
        account_id text NOT NULL,
        id text NOT NULL,
        position bigint NOT NULL,
        at timestamptz NOT NULL,
        PRIMARY KEY (reader, account_id, id)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE identity.read_notifications, identity.notification_readers');
  }
}
