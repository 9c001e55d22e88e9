import { PoolClient } from '#libs/platform';
import type { DataSource, EntityManager } from 'typeorm';

const CONNECT_MS_MAX = 5_000;

/**
 * Statements of a transaction, of which the running one is cancelled when whoever asked is gone. The transaction
 * does not end before the cancellation has arrived, so that it never meets another statement of the connection.
 *
 * @throws what the signal was aborted with.
 */
export async function cancellable<T>(
  manager: EntityManager,
  signal: AbortSignal,
  run: () => Promise<T>,
): Promise<T> {
  const [backend]: { pid: number }[] = await manager.query('SELECT pg_backend_pid() AS pid');
  signal.throwIfAborted();
  let cancelling: Promise<void> | null = null;
  const cancel = () => {
    // Where it does not get through, the statement ends by itself.
    if (backend) cancelling = cancelBackend(manager.connection, backend.pid).catch(() => undefined);
  };
  signal.addEventListener('abort', cancel, { once: true });
  try {
    const answer = await run();
    signal.throwIfAborted();
    return answer;
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  } finally {
    signal.removeEventListener('abort', cancel);
    await cancelling;
  }
}

/** By a connection of its own: those of the pool may all be waiting for just this. */
async function cancelBackend({ options }: DataSource, pid: number): Promise<void> {
  if (options.type !== 'postgres' || options.url === undefined) throw new TypeError('It has an address.');
  const client = new PoolClient({
    connectionString: options.url,
    connectionTimeoutMillis: CONNECT_MS_MAX,
  });
  try {
    await client.connect();
    await client.query('SELECT pg_cancel_backend($1)', [pid]);
  } finally {
    await client.end();
  }
}
