import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Identity1767225600001 implements MigrationInterface {
  readonly name = 'Identity1767225600001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE identity.users (
        id uuid PRIMARY KEY,
        email text NOT NULL,
        email_key text NOT NULL UNIQUE,
        name text NOT NULL,
        password_hash text NOT NULL,
        role text NOT NULL CHECK (role IN ('user', 'service', 'auditor', 'administrator')),
        account_id text,
        created_at timestamptz NOT NULL
      )`);
    await runner.query(`
      CREATE TABLE identity.sessions (
        token_digest bytea PRIMARY KEY,
        csrf_token text NOT NULL,
        user_id uuid NOT NULL REFERENCES identity.users ON DELETE CASCADE,
        created_at timestamptz NOT NULL,
        last_seen_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL
      )`);
    await runner.query('CREATE INDEX sessions_expire ON identity.sessions (expires_at)');
    await runner.query('CREATE INDEX sessions_of_user ON identity.sessions (user_id)');
    await runner.query(`
      CREATE TABLE identity.api_keys (
        id text PRIMARY KEY,
        secret_digest bytea NOT NULL,
        name text NOT NULL,
        role text NOT NULL CHECK (role IN ('user', 'service', 'auditor', 'administrator')),
        scopes text[] NOT NULL,
        account_id text,
        created_at timestamptz NOT NULL,
        last_used_at timestamptz,
        expires_at timestamptz,
        revoked_at timestamptz
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE identity.api_keys, identity.sessions, identity.users');
  }
}
