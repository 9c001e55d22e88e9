import type { RolloverRule } from '../account/account.events.js';
import type { CreditedItem } from '../account/credit-purchase.js';
import { amount } from '../tokens/index.js';
import type { PurchaseStarted, TokensBought } from './purchase.events.js';

const DAY_MS = 86_400_000;
/** A month has so many days at least. */
const PERIOD_MS_MIN = 28 * DAY_MS;

/**
 * What a purchase that was paid for brings into the account. A lifetime in days is counted from when the
 * tokens come. Where the period they were bought for is over by then, they stay as long as that was: what was
 * paid for is never credited as expired.
 */
export function creditedItems(order: PurchaseStarted['data'], now: Date): readonly CreditedItem[] {
  return order.items.map((item, index) => {
    const lateMs = lateBy(item, order, now);
    return {
      grantId: `${order.purchaseId}.${index + 1}`,
      model: item.model,
      amount: amount(item.tokens),
      priority: item.priority,
      expiresAt: expiryOf(item, lateMs, now),
      rollover: later(item.rollover, lateMs),
    };
  });
}

/** 0 unless the period is over. */
function lateBy({ expiresAt }: TokensBought, { startedAt }: PurchaseStarted['data'], now: Date): number {
  if (expiresAt === null || Date.parse(expiresAt) > now.getTime()) return 0;
  // The purchase may have been started late in its period, or even after it.
  const from = Math.min(Date.parse(startedAt), Date.parse(expiresAt) - PERIOD_MS_MIN);
  return now.getTime() - from;
}

function expiryOf({ expiresAt, expiresAfterDays }: TokensBought, lateMs: number, now: Date): Date | null {
  if (expiresAt !== null) return new Date(Date.parse(expiresAt) + lateMs);
  return expiresAfterDays === null ? null : new Date(now.getTime() + expiresAfterDays * DAY_MS);
}

function later(rollover: RolloverRule, lateMs: number): RolloverRule {
  if (rollover.rule === 'none' || lateMs === 0) return rollover;
  return { ...rollover, until: new Date(Date.parse(rollover.until) + lateMs).toISOString() };
}
