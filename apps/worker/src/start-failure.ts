import type { Configuration } from '#libs/platform';

/** Why the worker cannot start, in a sentence for the person who starts it. */
export class StartFailure extends Error {
  override readonly name = 'StartFailure';
}

/** Of the network, and of Postgres: who are you, no such database, not now. */
const CANNOT_CONNECT = /^(ECONN|ENOTFOUND|EAI_|ETIMEDOUT|EHOSTUNREACH|28|3D|57P)/;

/** Names the variable behind a failure that is not a bug; any other error stays as it is. */
export function explained(error: unknown, { WORKER_PORT, REDIS_URL }: Configuration): unknown {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return error;
  const { code, message } = error;
  if (code === 'EADDRINUSE')
    return new StartFailure(
      `Port ${WORKER_PORT} (WORKER_PORT) is in use. Stop what uses it, or choose another port.`,
    );
  if (!CANNOT_CONNECT.test(code)) return error;
  const variables = REDIS_URL ? 'DATABASE_URL or REDIS_URL' : 'DATABASE_URL';
  // An error of several addresses has no message.
  return new StartFailure(`What ${variables} names cannot be used: ${message || code}`);
}
