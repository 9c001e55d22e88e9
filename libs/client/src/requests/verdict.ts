import type { Problem } from '#libs/contract';
import type { LedgerError } from '../answers/ledger-error.js';

/** What one attempt came to. */
export type Verdict<Body> = Settled<Body> | AskAgain | Final;

export interface Settled<Body> {
  readonly kind: 'answered';
  readonly body: Body;
  readonly replayed: boolean;
}

/** There was no answer, or one that says to come back. */
export interface AskAgain {
  readonly kind: 'ask-again';
  readonly cause: unknown;
  readonly problem: Problem | null;
  /** As the server asks for; null when it does not say. */
  readonly afterMs: number | null;
  /** Whether the command may have been carried out all the same. */
  readonly maybeDone: boolean;
}

/** Asking again would be answered the same. */
export interface Final {
  readonly kind: 'final';
  readonly error: LedgerError;
  /** Whether the ledger itself looked at the operation, and so knows that no earlier attempt carried it out. */
  readonly decided: boolean;
}
