import type { Decision } from '../decider/decider.js';
import { TOP_UP_FAILURES_MAX, type TopUp } from './top-up.js';
import type { TopUpEnded, TopUpEvent, TopUpOutcome } from './top-up.events.js';

/** What became of the purchase. It may be said twice, and one that failed may be paid after all. */
export interface EndTopUp {
  readonly type: 'EndTopUp';
  readonly accountId: string;
  readonly purchaseId: string;
  readonly outcome: TopUpOutcome;
}

export function endTopUp({ purchaseId, outcome }: EndTopUp, topUp: TopUp, now: Date): Decision<TopUpEvent> {
  const endedAt = now.toISOString();
  const ended: TopUpEnded = { type: 'TopUpEnded', data: { purchaseId, outcome, endedAt } };
  if (topUp.inFlight?.purchaseId !== purchaseId) return afterItsEnd(ended, topUp);
  const failures = topUp.failuresInARow + 1;
  if (outcome !== 'failed' || failures < TOP_UP_FAILURES_MAX) return [ended];
  const reason = `${failures} payments in a row have failed.`;
  return [ended, { type: 'TopUpPaused', data: { reason, failures, pausedAt: endedAt } }];
}

function afterItsEnd(ended: TopUpEnded, { unpaid, latest }: TopUp): Decision<TopUpEvent> {
  const { purchaseId, outcome } = ended.data;
  if (unpaid.some((begun) => begun.purchaseId === purchaseId)) return outcome === 'completed' ? [ended] : [];
  return latest?.purchaseId === purchaseId ? [] : { code: 'top-up-unknown', purchaseId };
}
