import { IDEMPOTENCY_KEY_HEADER } from '#libs/contract/routes';
import { lost, readAnswer, type Asked, type RawAnswer } from './read-answer.js';
import type { Verdict } from './verdict.js';
import { within } from './within.js';

export type Fetch = typeof globalThis.fetch;

export interface Question extends Asked {
  readonly path: string;
  /** JSON. */
  readonly body?: string;
}

export interface Limits {
  readonly limitMs: number;
  readonly signal?: AbortSignal | undefined;
}

/** Asks the API once. */
export class Connection {
  constructor(
    /** Without a slash at its end. */
    private readonly baseUrl: string,
    private readonly apiKey: string,
    private readonly fetch: Fetch,
  ) {}

  async attempt<Body>(question: Question, { limitMs, signal }: Limits): Promise<Verdict<Body>> {
    try {
      const answer = await within(limitMs, signal, (stop) => this.send(question, stop));
      return readAnswer<Body>(answer, question, new Date());
    } catch (cause) {
      return lost(cause);
    }
  }

  private async send(
    { method, path, body, idempotencyKey }: Question,
    signal: AbortSignal,
  ): Promise<RawAnswer> {
    const { fetch } = this; // called bare: browsers insist that `this` is not ours
    const response = await fetch(this.baseUrl + path, {
      method,
      headers: {
        Accept: 'application/json',
        Authorization: `Bearer ${this.apiKey}`,
        ...(idempotencyKey !== null && { [IDEMPOTENCY_KEY_HEADER]: idempotencyKey }),
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
      },
      ...(body !== undefined && { body }),
      redirect: 'manual', // a command that is redirected may become another one, and the key a stranger's
      signal,
    });
    return { status: response.status, headers: response.headers, body: await response.text() };
  }
}
