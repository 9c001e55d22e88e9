import { LedgerClient } from '../ledger-client.js';
import type { ClientOptions } from '../client-options.js';

export interface SentRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

type Answer = (request: SentRequest, init: RequestInit) => Response | Promise<Response>;

/** A `fetch` that answers in this order, the last one for ever; and what was sent to it. */
export function scriptedApi(answers: readonly Answer[], options: Partial<ClientOptions> = {}) {
  const sent: SentRequest[] = [];
  const fetch: typeof globalThis.fetch = async (url, init = {}) => {
    const request = {
      method: init.method ?? 'GET',
      url: String(url),
      headers: Object.fromEntries(new Headers(init.headers)),
      body: typeof init.body === 'string' ? (JSON.parse(init.body) as unknown) : null,
    };
    sent.push(request);
    const answer = answers[Math.min(sent.length, answers.length) - 1];
    if (!answer) throw new Error('Nothing is scripted.');
    return await answer(request, init);
  };
  const ledger = new LedgerClient({ baseUrl: 'https://ledger.test/', apiKey: 'tlk_key', fetch, ...options });
  return { ledger, sent };
}

export const json =
  (status: number, body: object, headers: Record<string, string> = {}): Answer =>
  () =>
    new Response(JSON.stringify(body), { status, headers });

export const refusal = (status: number, code: string, figures: object = {}): Answer =>
  json(status, { type: '', title: code, detail: 'No.', status, code, ...figures });

export const broken: Answer = () => {
  throw new TypeError('fetch failed', { cause: new Error('other side closed') });
};

/** Answers only the signal, as the real one does. */
export const hanging: Answer = (_, { signal }) =>
  new Promise((__, reject) =>
    signal?.addEventListener('abort', () => reject((signal as AbortSignal).reason as Error)),
  );
