import { readablePosition } from '../amounts/amount-text.js';
import { elapsedText } from '../time/elapsed-text.js';
import type { Freshness } from './live-coordinator.js';

/** Two polls may be missed before the page calls itself stale without a known reason. */
export const STALE_AFTER_MS = 75_000;

export interface AsOfWords {
  readonly state: 'loading' | 'live' | 'polling' | 'stale';
  /** `As of event 1,204, 2 s ago` */
  readonly text: string;
  /** What the dot means, in a sentence. */
  readonly explanation: string;
}

export function asOfWords(freshness: Freshness, position: string | null, now: number): AsOfWords {
  const { push, refreshedAt, trouble } = freshness;
  if (refreshedAt === null || position === null) {
    return trouble
      ? { state: 'stale', text: $localize`Not loaded`, explanation: trouble.words }
      : { state: 'loading', text: $localize`Loading`, explanation: $localize`Reading the newest figures.` };
  }
  const elapsedMs = now - refreshedAt;
  const asOf = $localize`event ${readablePosition(position)}:position:, ${elapsedText(elapsedMs)}:elapsed:`;
  const reason = staleReason(freshness, elapsedMs);
  if (reason) return { state: 'stale', text: $localize`Stale: ${asOf}:event:`, explanation: reason };
  return push === 'open'
    ? {
        state: 'live',
        text: $localize`As of ${asOf}:event:`,
        explanation: $localize`Changes appear as they happen.`,
      }
    : { state: 'polling', text: $localize`As of ${asOf}:event:`, explanation: notPushed(push) };
}

function staleReason({ trouble }: Freshness, elapsedMs: number): string | null {
  if (trouble) return trouble.words;
  return elapsedMs > STALE_AFTER_MS ? $localize`The server has not answered for a while.` : null;
}

function notPushed(push: Freshness['push']): string {
  return push === 'connecting'
    ? $localize`Connecting for live changes.`
    : $localize`Live changes are interrupted: the page looks for new figures every 30 seconds.`;
}
