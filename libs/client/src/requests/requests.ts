import type { Answered } from '../answers/answered.js';
import { OutcomeUnknown, Unavailable } from '../answers/unanswered.js';
import type { Connection, Question } from './connection.js';
import { patienceWith, type Patience, type PatienceOptions } from './patience.js';
import { persist, type GaveUp } from './persist.js';
import type { Settled } from './verdict.js';

/** How one call is made; what is not named is as the client was made. */
export interface CallOptions extends PatienceOptions {
  readonly signal?: AbortSignal | undefined;
}

export interface Command {
  readonly path: string;
  readonly body: object;
  readonly idempotencyKey: string;
}

export type Parameters = Readonly<Record<string, string | undefined>>;

/** Commands and queries, each asked until it is answered. */
export class Requests {
  constructor(
    readonly connection: Connection,
    private readonly patience: Patience,
  ) {}

  /**
   * Every attempt carries the same key.
   * @throws {Refused} @throws {OutcomeUnknown} @throws {Unavailable}
   */
  async command<Body extends object>(command: Command, options: CallOptions = {}): Promise<Answered<Body>> {
    const { path, body, idempotencyKey } = command;
    const question = { method: 'POST', path, body: JSON.stringify(body), idempotencyKey } as const;
    const outcome = await this.ask<Body>(question, options);
    if (outcome.kind === 'answered') return { ...outcome.body, replayed: outcome.replayed };
    if (outcome.maybeDone) throw new OutcomeUnknown(idempotencyKey, outcome);
    options.signal?.throwIfAborted();
    throw new Unavailable(idempotencyKey, outcome);
  }

  /** @throws {Refused} @throws {Unavailable} */
  async query<Body>(path: string, parameters: Parameters, options: CallOptions = {}): Promise<Body> {
    const question = { method: 'GET', path: path + queryString(parameters), idempotencyKey: null } as const;
    const outcome = await this.ask<Body>(question, options);
    if (outcome.kind === 'answered') return outcome.body;
    options.signal?.throwIfAborted();
    throw new Unavailable(null, outcome);
  }

  patienceFor(options: CallOptions): Patience {
    return patienceWith(options, this.patience);
  }

  private async ask<Body>(question: Question, options: CallOptions): Promise<Settled<Body> | GaveUp> {
    const { signal } = options;
    signal?.throwIfAborted();
    const attempt = (limitMs: number) => this.connection.attempt<Body>(question, { limitMs, signal });
    return await persist(attempt, this.patienceFor(options), signal);
  }
}

function queryString(parameters: Parameters): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) if (value !== undefined) search.set(name, value);
  return search.size === 0 ? '' : `?${search.toString()}`;
}
