import type pg from 'pg';

/** Of several processes that open it at once, one makes it. */
const LOCK = 7_305_811;

export async function migrateSandbox(pool: pg.Pool): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    await client.query('SELECT pg_advisory_xact_lock($1)', [LOCK]);
    await client.query(SCHEMA);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
}

const SCHEMA = `
  CREATE SCHEMA IF NOT EXISTS sandbox_payments;
  CREATE TABLE IF NOT EXISTS sandbox_payments.secrets (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    webhook_secret text NOT NULL DEFAULT encode(sha256((gen_random_uuid()::text || gen_random_uuid()::text)::bytea), 'hex')
  );
  INSERT INTO sandbox_payments.secrets DEFAULT VALUES ON CONFLICT DO NOTHING;
  CREATE TABLE IF NOT EXISTS sandbox_payments.payments (
    id text PRIMARY KEY,
    kind text NOT NULL CHECK (kind IN ('checkout', 'charge')),
    purchase_id text NOT NULL,
    account_id text NOT NULL,
    minor_units bigint NOT NULL,
    currency text NOT NULL,
    description text NOT NULL,
    success_url text,
    cancel_url text,
    keep_method boolean NOT NULL,
    status text NOT NULL CHECK (status IN ('open', 'authenticating', 'processing', 'paid', 'failed', 'expired')),
    behaviour text,
    last_four text,
    failure jsonb,
    expires_at timestamptz NOT NULL,
    decided_at timestamptz
  );
  ALTER TABLE sandbox_payments.payments DROP COLUMN IF EXISTS attempt;
  CREATE UNIQUE INDEX IF NOT EXISTS payments_of_purchase ON sandbox_payments.payments (kind, purchase_id);
  CREATE INDEX IF NOT EXISTS payments_undecided ON sandbox_payments.payments (status)
    WHERE status IN ('open', 'authenticating', 'processing');
  CREATE TABLE IF NOT EXISTS sandbox_payments.notices (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    payment_id text NOT NULL REFERENCES sandbox_payments.payments,
    attempts integer NOT NULL DEFAULT 0,
    next_at timestamptz NOT NULL,
    delivered_at timestamptz
  );
  CREATE INDEX IF NOT EXISTS notices_waiting ON sandbox_payments.notices (next_at) WHERE delivered_at IS NULL;
`;
