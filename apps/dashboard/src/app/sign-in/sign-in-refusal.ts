import { HttpErrorResponse } from '@angular/common/http';
import { troubleOf } from '../http/trouble.js';
import { counted } from '../languages/counted.js';

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
      words: $localize`Too many attempts. Try again ${when(retryAfterSeconds)}:soon:.`,
      aboutCredentials: false,
    };
  return {
    code,
    words: $localize`${words}:trouble: Nothing you typed is lost: try again.`,
    aboutCredentials: false,
  };
}

function when(seconds: number | null): string {
  if (seconds === null) return $localize`in a few minutes`;
  if (seconds < MINUTE_SECONDS)
    return counted(seconds, `${seconds}`, $localize`{seconds, plural, other {in # seconds}}`);
  const minutes = Math.ceil(seconds / MINUTE_SECONDS);
  return counted(minutes, `${minutes}`, $localize`{minutes, plural, =1 {in a minute} other {in # minutes}}`);
}
