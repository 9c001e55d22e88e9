import { HttpErrorResponse } from '@angular/common/http';
import type { Problem } from '#libs/contract';

/** Why something could not be done, in words for the person, with the code for whoever helps them. */
export interface Trouble {
  readonly code: string;
  readonly status: number;
  readonly words: string;
  /** When asking again may succeed, if the server said so. */
  readonly retryAfterSeconds: number | null;
}

const WORDS: Record<string, string> = {
  offline: $localize`You are offline.`,
  'server-unreachable': $localize`The server cannot be reached.`,
  'timed-out': $localize`The server took too long to answer.`,
  'rate-limited': $localize`Too many requests at once. It works again in a moment.`,
  'read-model-behind': $localize`The newest events are still being taken in.`,
  'shutting-down': $localize`The server is restarting.`,
  'database-unavailable': $localize`The database does not answer at the moment.`,
  'idempotency-key-reused': $localize`It was done already, as you asked for it first. Look at what is there before you ask again.`,
  forbidden: $localize`You may not see this.`,
  'payment-provider-unavailable': $localize`The payment provider does not answer at the moment. Nothing was charged.`,
  'purchase-not-found': $localize`Nothing was bought under this address by your account.`,
  'quantity-not-sold': $localize`This quantity is not sold any more.`,
  'package-not-on-sale': $localize`This package is not on sale any more.`,
  'package-changed': $localize`The package is sold otherwise than you saw it. Nothing was charged.`,
  'rate-in-the-past': $localize`A rate cannot take effect in the past.`,
  'unknown-model': $localize`A model that is named is not defined.`,
  'invalid-package': $localize`The package cannot be sold so.`,
  'subscription-payment-in-flight': $localize`A payment for your plan is under way: it has to be decided first.`,
  'subscription-cancelled': $localize`Your plan is cancelled already.`,
  'subscription-not-cancelled': $localize`Your plan is not cancelled.`,
  'subscription-ended': $localize`Your plan has ended. You can subscribe anew.`,
  'too-many-payment-attempts': $localize`Too many payments were tried for this period.`,
  'renewal-not-due': $localize`Nothing is to be paid at the moment.`,
  'plan-unchanged': $localize`This is your plan already.`,
  'invalid-top-up': $localize`The account cannot be topped up so.`,
};
const UNKNOWN = $localize`Something went wrong on the server.`;

export function troubleOf(error: unknown): Trouble {
  if (!(error instanceof HttpErrorResponse)) return trouble('unexpected-answer', 0, null);
  if (error.status === 0) return trouble(unreachableCode(error), 0, null);
  const seconds = Number.parseInt(error.headers.get('Retry-After') ?? '', 10);
  const code = problemIn(error)?.code ?? `http-${error.status}`;
  return trouble(code, error.status, Number.isNaN(seconds) ? null : seconds);
}

function trouble(code: string, status: number, retryAfterSeconds: number | null): Trouble {
  return { code, status, retryAfterSeconds, words: wordsOf(code) };
}

/** Whatever the server calls it. */
function wordsOf(code: string): string {
  return Object.hasOwn(WORDS, code) ? (WORDS[code] ?? UNKNOWN) : UNKNOWN;
}

function unreachableCode({ error }: HttpErrorResponse): string {
  if (!navigator.onLine) return 'offline';
  return error instanceof DOMException && error.name === 'TimeoutError' ? 'timed-out' : 'server-unreachable';
}

/** What the API answered, with its figures; null where something else went wrong. */
export function problemIn(error: unknown): Problem | null {
  return error instanceof HttpErrorResponse && isProblem(error.error) ? error.error : null;
}

function isProblem(body: unknown): body is Problem {
  return typeof body === 'object' && body !== null && 'code' in body && typeof body.code === 'string';
}
