import type { AccountEvent } from '#libs/ledger';
import { isSame } from './same.js';
import type { NaiveAnswer, NaiveService } from '../rules/once.js';
import type { Answered } from './answers.js';

/** What the naive ledger answers to the same requests, and what it would have in the log. */
export interface Explanation {
  readonly expected: readonly NaiveAnswer[];
  readonly events: readonly AccountEvent[];
  readonly agrees: boolean;
}

/** Has the naive ledger do what was asked, in the order in which it came to the log. */
export function explain(
  account: NaiveService,
  answered: readonly Answered[],
  { logged, now }: { readonly logged: readonly AccountEvent[]; readonly now: number },
): Explanation {
  const before = account.events.length;
  const expected = answered.map(({ sending, body }) => account.ask({ ...sending, body }, now));
  const events = account.events.slice(before);
  const agrees =
    answered.every((each, index) => isSameAnswer(each, expected[index])) &&
    isSame(events.map(comparable), logged.map(comparable));
  return { expected, events, agrees };
}

function isSameAnswer({ answer, sentAgain }: Answered, expected: NaiveAnswer | undefined): boolean {
  if (answer.kind !== expected?.kind) return false;
  if (answer.kind === 'done' && expected.kind === 'done') {
    // What changed nothing leaves no trace: whether it is a replay makes no difference.
    const sameReplay = sentAgain || answer.events.length === 0 || answer.replayed === expected.replayed;
    return sameReplay && isSame(answer.events.map(comparable), expected.events.map(comparable));
  }
  return isSame(comparable(answer), comparable(expected));
}

/** The text of a problem is for people; there is no rule for its words. */
export function comparable(value: object): object {
  if ('refusal' in value && isInvalidRollover(value.refusal)) return { refusal: 'invalid-rollover' };
  return value;
}

function isInvalidRollover(refusal: unknown): boolean {
  return typeof refusal === 'object' && refusal !== null && 'problem' in refusal;
}
