import type { HoldClosed, Refusal, RefusalCode } from '#libs/ledger'; // types only: none of its rules comes along
import type { Problem } from './problem.js';

/** What the HTTP edge answers before or instead of a command or query. */
export type EdgeProblemCode =
  | 'malformed-request'
  | 'malformed-json'
  | 'validation-failed'
  | 'idempotency-key-missing'
  | 'unauthenticated'
  | 'sign-in-failed'
  | 'forbidden'
  | 'csrf-token-invalid'
  | 'not-found'
  | 'operation-not-found'
  | 'method-not-allowed'
  | 'webhook-forged'
  | 'email-taken'
  | 'payload-too-large'
  | 'path-too-long'
  | 'unsupported-media-type'
  | 'idempotency-key-reused'
  | 'rate-limited'
  | 'internal-error'
  | 'account-busy'
  | 'event-store-unavailable'
  | 'read-model-behind'
  | 'payment-provider-unavailable'
  | 'database-unavailable';

export type ProblemCode = RefusalCode | EdgeProblemCode;

/** One thing wrong with one field, e.g. `{ field: 'units', message: 'must not be negative' }`. */
export interface FieldError {
  readonly field: string;
  readonly message: string;
}

/** What the body says beyond what every problem says: the figures of a refusal of the ledger. */
export type ProblemFigures<Code extends string> = Code extends 'hold-closed'
  ? HoldClosedFigures
  : Code extends RefusalCode
    ? Omit<Extract<Refusal, { code: Code }>, 'code'>
    : Code extends 'validation-failed'
      ? { readonly errors: readonly FieldError[] }
      : unknown;

/** `status` of a problem is the status of the answer, so that of the hold has another name. */
export interface HoldClosedFigures {
  readonly holdId: string;
  readonly holdStatus: HoldClosed['status'];
}

/** The problem of one code, with its figures. A code that is not known here has no figures that are known. */
export type ProblemOf<Code extends string> = Problem & { readonly code: Code } & ProblemFigures<Code>;
