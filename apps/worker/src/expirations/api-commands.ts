import { IDEMPOTENCY_KEY_HEADER, routes } from '#libs/contract';
import { JobRefused, QueueMustWait } from '#libs/jobs';

/** Asks the API to record the expiries of an account. Asking twice with one key records nothing twice. */
export type RecordExpirations = (accountId: string, idempotencyKey: string) => Promise<void>;

export interface ApiAccess {
  readonly apiUrl: string;
  readonly apiKey: string;
}

/** Less than the process has to stop in. */
const ANSWER_MS_MAX = 5_000;
const WAIT_MS = 5_000;
const WAIT_MS_MAX = 60_000;
const QUOTED_CHARACTERS_MAX = 500;

/** The API, or what stands before it, asks everybody to wait. */
const BUSY = new Set([429, 502, 504]);
const KEY_REFUSED = new Set([401, 403]);
const TIMED_OUT = 408;

/**
 * @throws {QueueMustWait} the API is away, busy, or refuses the key: no account would do better.
 * @throws {JobRefused} the API refuses the command.
 * @throws {Error} anything else: worth another attempt.
 */
export function apiCommands({ apiUrl, apiKey }: ApiAccess): RecordExpirations {
  return async (accountId, idempotencyKey) => {
    const answer = await ask(new URL(routes.expirations(accountId), apiUrl), {
      Authorization: `Bearer ${apiKey}`,
      [IDEMPOTENCY_KEY_HEADER]: idempotencyKey,
    });
    const body = await answer.text();
    if (!answer.ok) throw failureOf(answer, body);
  };
}

async function ask(url: URL, headers: Record<string, string>): Promise<Response> {
  try {
    return await fetch(url, { method: 'POST', headers, signal: AbortSignal.timeout(ANSWER_MS_MAX) });
  } catch (error) {
    if ((error as Error).name === 'TimeoutError')
      // fetch rejects with objects only
      throw new Error(`The API did not answer within ${ANSWER_MS_MAX} ms.`, { cause: error });
    throw new QueueMustWait(`The API (${url.origin}) cannot be reached: ${causeOf(error)}`, WAIT_MS);
  }
}

function failureOf({ status, headers }: Response, body: string): Error {
  if (KEY_REFUSED.has(status))
    return new QueueMustWait(`The API refuses WORKER_API_KEY (${status}).`, WAIT_MS_MAX);
  if (BUSY.has(status)) return new QueueMustWait(`The API is busy (${status}).`, waitMsOf(headers));
  const said = `The API answered ${status}: ${body.slice(0, QUOTED_CHARACTERS_MAX)}`;
  return status >= 500 || status === TIMED_OUT ? new Error(said) : new JobRefused(said);
}

function waitMsOf(headers: Headers): number {
  const seconds = Number(headers.get('Retry-After'));
  return seconds > 0 ? Math.min(seconds * 1_000, WAIT_MS_MAX) : WAIT_MS;
}

/** What `fetch` itself says is always "fetch failed". */
function causeOf(error: unknown): string {
  const { cause = error } = error as { cause?: unknown }; // fetch rejects with objects only
  return (cause as Error).message || String(cause); // the system's error, without a message for several addresses
}
