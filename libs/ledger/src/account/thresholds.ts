import { formatAmount, thresholdPassed, type BalanceThreshold } from '../tokens/index.js';
import { remainingIn, type Account } from './account.js';
import type { Allocation } from './allocation.js';
import type { BalanceThresholdCrossed, BalanceThresholdRecovered } from './limit.events.js';

/**
 * Thresholds are parts of what the latest credit left to spend: 10 % is a warning, 5 % is critical,
 * 0 is depleted. They look at available and held together, so that holds that come and go cross nothing.
 * Every threshold that is passed gets one event, in the append that passed it and with the moment it happened at.
 */
const THRESHOLDS: readonly BalanceThreshold[] = ['warning', 'critical', 'depleted'];

/** How many thresholds are passed when this is the deepest. */
export function alertLevelOf(threshold: BalanceThreshold): number {
  return THRESHOLDS.indexOf(threshold) + 1;
}

/** The deepest of so many thresholds that are passed; null: none is. */
export function thresholdAt(alertLevel: number): BalanceThreshold | null {
  return THRESHOLDS[alertLevel - 1] ?? null;
}

/** @returns one event for every threshold between the recorded level and the level now. */
export function thresholdEvents(
  before: Account,
  after: Account,
  now: Date,
): readonly (BalanceThresholdCrossed | BalanceThresholdRecovered)[] {
  return [...after.allocations.values()]
    .filter((allocation) => before.allocations.get(allocation.model) !== allocation)
    .flatMap((allocation) => passed(allocation, now));
}

function passed(
  allocation: Allocation,
  now: Date,
): readonly (BalanceThresholdCrossed | BalanceThresholdRecovered)[] {
  const from = allocation.alertLevel;
  const to = currentLevel(allocation);
  const data = (threshold: BalanceThreshold) => ({
    model: allocation.model,
    threshold,
    remaining: formatAmount(remainingIn(allocation)),
    basis: formatAmount(allocation.alertBasis ?? remainingIn(allocation)),
    at: now.toISOString(),
  });
  if (to > from) {
    return THRESHOLDS.slice(from, to).map((threshold) => ({
      type: 'BalanceThresholdCrossed',
      data: data(threshold),
    }));
  }
  return THRESHOLDS.slice(to, from)
    .reverse()
    .map((threshold) => ({ type: 'BalanceThresholdRecovered', data: data(threshold) }));
}

function currentLevel(allocation: Allocation): number {
  if (allocation.unlimited || allocation.alertBasis === null) return 0;
  const threshold = thresholdPassed(remainingIn(allocation), allocation.alertBasis);
  return threshold === null ? 0 : alertLevelOf(threshold);
}
