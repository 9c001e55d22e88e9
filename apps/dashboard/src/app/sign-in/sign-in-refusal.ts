import { HttpErrorResponse } from '@angular/common/http';
import { troubleOf } from '../http/trouble.js';

const MINUTE_SECONDS = 60;

export interface SignInRefusal {
  readonly code: string;
  readonly words: string;
  /** Whether what was typed is at fault. */
  readonly aboutCredentials: boolean;
}

export function signInRefusal(error: unknown): SignInRefusal {
  const { code, words, retryAfterSeconds } = troubleOf(error);
  const status = error instanceof HttpErrorResponse ? error.status : 0;
  if (status === 401 || status === 400)
    return { code, words: $localize`E-mail or password is wrong.`, aboutCredentials: true };
  if (status === 429)
    return {
      code,
      words: `Too many attempts. Try again ${when(retryAfterSeconds)}.`,
      aboutCredentials: false,
    };
  return { code, words: `${words} Nothing you typed is lost: try again.`, aboutCredentials: false };
}

function when(seconds: number | null): string {
  if (seconds === null) return 'in a few minutes';
  if (seconds < MINUTE_SECONDS) return `in ${seconds} seconds`;
  const minutes = Math.ceil(seconds / MINUTE_SECONDS);
  return minutes === 1 ? 'in a minute' : `in ${minutes} minutes`;
}
