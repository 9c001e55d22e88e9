import type { Problem } from '#libs/contract';
import { LedgerError } from './ledger-error.js';
import { messageOf } from './message-of.js';

/** How asking came to an end without an answer. */
export interface Attempts {
  readonly attempts: number;
  /** What the last attempt met with, or why the caller gave up. */
  readonly cause: unknown;
  /** The last attempt's, if it got any answer at all. */
  readonly problem: Problem | null;
}

/**
 * A command may have been carried out or not: nobody answered. Sending it again with this idempotency
 * key, however much later, is always safe and tells.
 */
export class OutcomeUnknown extends LedgerError {
  override readonly name = 'OutcomeUnknown';
  readonly attempts: number;
  readonly problem: Problem | null;

  constructor(
    readonly idempotencyKey: string,
    { attempts, cause, problem }: Attempts,
  ) {
    super(
      `Whether it was carried out is not known after ${timesOf(attempts)}: ${reasonOf(cause)}. ` +
        `Sending it again with the idempotency key ${idempotencyKey} is safe.`,
      { cause },
    );
    this.attempts = attempts;
    this.problem = problem;
  }
}

/** The ledger turned every attempt away before it did anything, or a query got no answer. Nothing was done. */
export class Unavailable extends LedgerError {
  override readonly name = 'Unavailable';
  readonly attempts: number;
  readonly problem: Problem | null;

  constructor(
    /** Of the command; null for queries. */
    readonly idempotencyKey: string | null,
    { attempts, cause, problem }: Attempts,
  ) {
    super(`The ledger did not take the request after ${timesOf(attempts)}: ${reasonOf(cause)}.`, { cause });
    this.attempts = attempts;
    this.problem = problem;
  }
}

function timesOf(attempts: number): string {
  return attempts === 1 ? 'one attempt' : `${attempts} attempts`;
}

/** `fetch` says only that it failed, and the cause of its error why. */
function reasonOf(cause: unknown): string {
  const { cause: deeper } = Object(cause) as { cause?: unknown }; // whatever was thrown may have one
  const text = deeper ? `${messageOf(cause)}: ${messageOf(deeper)}` : messageOf(cause);
  return text.replace(/\.$/, '');
}
