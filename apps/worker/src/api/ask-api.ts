import { IDEMPOTENCY_KEY_HEADER } from '#libs/contract';
import { JobRefused, QueueMustWait } from '#libs/jobs';

/**
 * Sends a command without a body to the API, and answers what the API does.
 * @param idempotencyKey null where asking twice does nothing twice anyway.
 * @throws {QueueMustWait} the API is away, busy, or refuses the key: no other command would do better.
 * @throws {JobRefused} the API refuses the command.
 * @throws {Error} anything else: worth another attempt.
 */
export type AskApi = (path: string, idempotencyKey: string | null) => Promise<unknown>;

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

export function apiAt({ apiUrl, apiKey }: ApiAccess): AskApi {
  return async (path, idempotencyKey) => {
    const answer = await ask(new URL(path, apiUrl), {
      Authorization: `Bearer ${apiKey}`,
      ...(idempotencyKey !== null && { [IDEMPOTENCY_KEY_HEADER]: idempotencyKey }),
    });
    const body = await answer.text();
    if (!answer.ok) throw failureOf(answer, body);
    return body === '' ? null : JSON.parse(body);
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
