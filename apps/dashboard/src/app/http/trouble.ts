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
  offline: 'You are offline.',
  'server-unreachable': 'The server cannot be reached.',
  'timed-out': 'The server took too long to answer.',
  'rate-limited': 'Too many requests at once. It works again in a moment.',
  'read-model-behind': 'The newest events are still being taken in.',
  'shutting-down': 'The server is restarting.',
  'database-unavailable': 'The database does not answer at the moment.',
  forbidden: 'You may not see this.',
  'payment-provider-unavailable': 'The payment provider does not answer at the moment. Nothing was charged.',
  'purchase-not-found': 'Nothing was bought under this address by your account.',
  'quantity-not-sold': 'This quantity is not sold any more.',
  'package-not-on-sale': 'This package is not on sale any more.',
  'package-changed': 'The package is sold otherwise than you saw it. Nothing was charged.',
  'subscription-payment-in-flight': 'A payment for your plan is under way: it has to be decided first.',
  'subscription-cancelled': 'Your plan is cancelled already.',
  'subscription-not-cancelled': 'Your plan is not cancelled.',
  'subscription-ended': 'Your plan has ended. You can subscribe anew.',
  'too-many-payment-attempts': 'Too many payments were tried for this period.',
  'renewal-not-due': 'Nothing is to be paid at the moment.',
  'plan-unchanged': 'This is your plan already.',
  'invalid-top-up': 'The account cannot be topped up so.',
};
const UNKNOWN = 'Something went wrong on the server.';

export function troubleOf(error: unknown): Trouble {
  if (!(error instanceof HttpErrorResponse)) return trouble('unexpected-answer', 0, null);
  if (error.status === 0) return trouble(unreachableCode(error), 0, null);
  const seconds = Number.parseInt(error.headers.get('Retry-After') ?? '', 10);
  const code = isProblem(error.error) ? error.error.code : `http-${error.status}`;
  return trouble(code, error.status, Number.isNaN(seconds) ? null : seconds);
}

function trouble(code: string, status: number, retryAfterSeconds: number | null): Trouble {
  return { code, status, retryAfterSeconds, words: WORDS[code] ?? UNKNOWN };
}

function unreachableCode({ error }: HttpErrorResponse): string {
  if (!navigator.onLine) return 'offline';
  return error instanceof DOMException && error.name === 'TimeoutError' ? 'timed-out' : 'server-unreachable';
}

function isProblem(body: unknown): body is Problem {
  return typeof body === 'object' && body !== null && 'code' in body && typeof body.code === 'string';
}
