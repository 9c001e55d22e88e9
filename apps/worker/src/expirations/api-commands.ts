import { routes } from '#libs/contract';
import type { AskApi } from '../api/ask-api.js';

/** Asks the API to record the expiries of an account. Asking twice with one key records nothing twice. */
export type RecordExpirations = (accountId: string, idempotencyKey: string) => Promise<void>;

export function recordExpirations(ask: AskApi): RecordExpirations {
  return async (accountId, idempotencyKey) => {
    await ask(routes.expirations(accountId), idempotencyKey);
  };
}
