import { OperatorError } from './operator-error.js';

const UNREACHABLE = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ECONNRESET',
]);
/** Of Postgres: password, authorization, database. */
const REFUSED_BY_POSTGRES = new Set(['28P01', '28000', '3D000']);

/** What an operator can put right, in a sentence; null for a bug, which shows its stack. */
export function explain(error: unknown): OperatorError | null {
  if (error instanceof OperatorError) return error;
  if (!(error instanceof Error)) return null;
  const code = 'code' in error ? String(error.code) : '';
  if (REFUSED_BY_POSTGRES.has(code)) {
    return new OperatorError(`Postgres refuses the connection: ${error.message}. Check DATABASE_URL.`);
  }
  if (UNREACHABLE.has(code) || error.name === 'EventStoreUnavailable') {
    return new OperatorError(
      `A server does not answer (${error.message}). Check that it runs, and DATABASE_URL and EVENT_STORE_URL.`,
    );
  }
  return null;
}
