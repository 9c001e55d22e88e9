import type { Attempts } from '../answers/unanswered.js';
import { waitMs } from './backoff.js';
import { pause } from './pause.js';
import type { Patience } from './patience.js';
import { lost } from './read-answer.js';
import type { AskAgain, Final, Settled, Verdict } from './verdict.js';

export interface GaveUp extends Attempts {
  readonly kind: 'gave-up';
  /** Whether one of the attempts may have been carried out. */
  readonly maybeDone: boolean;
}

/** Asks once, within so many milliseconds. */
export type Attempt<Body> = (limitMs: number) => Promise<Verdict<Body>>;

/**
 * Asks until there is an answer, within the bounds of patience: of attempts, and of time in all.
 * @throws {LedgerError} when the answer is final and tells what became of every attempt.
 */
export async function persist<Body>(
  attempt: Attempt<Body>,
  patience: Patience,
  signal?: AbortSignal,
): Promise<Settled<Body> | GaveUp> {
  const endsAtMs = performance.now() + patience.totalMs;
  const isEnough = (attempts: number, wait: number) =>
    attempts > patience.retries || performance.now() + wait >= endsAtMs;
  let maybeDone = false;
  for (let attempts = 1; ; attempts += 1) {
    const leftMs = endsAtMs - performance.now();
    const verdict = await attempt(Math.min(patience.timeoutMs, leftMs));
    if (verdict.kind === 'answered') return verdict;
    if (verdict.kind === 'final') return gaveUp(openAfter(verdict, maybeDone), attempts, maybeDone);
    maybeDone ||= verdict.maybeDone;
    const wait = waitMs(attempts, verdict.afterMs, Math.random());
    if (isEnough(attempts, wait)) return gaveUp(verdict, attempts, maybeDone);
    await pause(wait, signal);
    if (signal?.aborted) return gaveUp(lost(signal.reason), attempts, maybeDone);
  }
}

/** A final answer says nothing of earlier attempts when the ledger gave it without a look at the operation. */
function openAfter({ error, decided }: Final, maybeDone: boolean): AskAgain {
  if (decided || !maybeDone) throw error;
  return lost(error);
}

function gaveUp({ cause, problem }: AskAgain, attempts: number, maybeDone: boolean): GaveUp {
  return { kind: 'gave-up', cause, problem, attempts, maybeDone };
}
