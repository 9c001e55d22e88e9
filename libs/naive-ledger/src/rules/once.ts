import type { AccountCommand, AccountEvent, Refusal } from '#libs/ledger';
import { execute } from './execute.js';
import { NaiveAccount } from './naive-account.js';

export interface Asked {
  readonly operationId: string;
  /** The same request has the same text. */
  readonly body: string;
  readonly command: AccountCommand;
}

export type NaiveAnswer =
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | { readonly kind: 'done'; readonly events: readonly AccountEvent[]; readonly replayed: boolean }
  /** The operation id belongs to another request. */
  | { readonly kind: 'reused' };

interface Done {
  readonly operationId: string;
  readonly body: string;
  readonly events: readonly AccountEvent[];
}

/**
 * Every operation once: one that was done is answered as the first time, and its id is good for no other
 * request. What is refused, or changed nothing, leaves no trace.
 */
export class NaiveService extends NaiveAccount {
  readonly done: Done[] = [];

  ask({ operationId, body, command }: Asked, now: number): NaiveAnswer {
    const before = this.done.find((each) => each.operationId === operationId);
    if (before && before.body !== body) return { kind: 'reused' };
    if (before) return { kind: 'done', events: before.events, replayed: true };
    const outcome = execute(this, command, now);
    if (outcome.refusal) return { kind: 'refused', refusal: outcome.refusal };
    const { events } = outcome;
    if (events.length > 0) this.add(this.done, { operationId, body, events });
    return { kind: 'done', events, replayed: false };
  }
}
