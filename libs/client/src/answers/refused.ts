import type { ProblemCode, ProblemOf } from '#libs/contract';
import { LedgerError } from './ledger-error.js';

/** A newer server may answer codes that this client does not know. */
export type AnyCode = ProblemCode | (string & Record<never, never>);

/** The ledger said no, and why, with its figures. Nothing was done, and asking again changes nothing by itself. */
export class Refused<Code extends AnyCode = AnyCode> extends LedgerError {
  override readonly name = 'Refused';

  constructor(
    /** The whole body (RFC 9457). */
    readonly problem: ProblemOf<Code>,
    /** Of the command; the same key may succeed later. Null for queries. */
    readonly idempotencyKey: string | null,
  ) {
    super(`${problem.title} (${problem.code}): ${problem.detail}`);
  }

  /** Stable, unlike texts. */
  get code(): Code {
    return this.problem.code;
  }

  get status(): number {
    return this.problem.status;
  }
}

/**
 * Whether the ledger refused, with one of these codes if any are named; then the figures of these
 * refusals are typed: `if (isRefused(error, 'insufficient-tokens')) error.problem.needed`.
 */
export function isRefused<Code extends AnyCode = AnyCode>(
  error: unknown,
  ...codes: readonly Code[]
): error is Refused<Code> {
  return error instanceof Refused && (codes.length === 0 || codes.some((code) => code === error.code));
}
