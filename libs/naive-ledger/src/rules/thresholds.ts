import type { BalanceThreshold } from '#libs/ledger';
import { available, held, isUnlimited } from './balances.js';
import { timeOf, written, type Tokens } from './figures.js';
import { latest, type NaiveAccount } from './naive-account.js';

const PERCENT: Readonly<Record<BalanceThreshold, bigint>> = { warning: 10n, critical: 5n, depleted: 0n };
/** Deeper and deeper. */
export const THRESHOLDS = ['warning', 'critical', 'depleted'] as const;

/** One event for every threshold that was passed, down or up, since the last time. */
export function tellThresholds(account: NaiveAccount, now: number): void {
  for (const model of account.models) {
    const remaining = available(account, model) + held(account, model);
    const basis = latest(account.bases, model)?.basis ?? 0n;
    const isPast = (threshold: BalanceThreshold) => isBeyond(account, model, { threshold, remaining });
    const wasPast = (threshold: BalanceThreshold) => wasPassed(account, model, threshold);
    const crossed = THRESHOLDS.filter((each) => isPast(each) && !wasPast(each));
    const recovered = THRESHOLDS.filter((each) => !isPast(each) && wasPast(each)).reverse();
    for (const threshold of [...crossed, ...recovered]) {
      const beyond = isPast(threshold);
      account.add(account.passed, { model, threshold, beyond });
      const data = {
        model,
        threshold,
        remaining: written(remaining),
        basis: written(basis),
        at: timeOf(now),
      };
      account.record({ type: beyond ? 'BalanceThresholdCrossed' : 'BalanceThresholdRecovered', data });
    }
  }
}

export function wasPassed(account: NaiveAccount, model: string, threshold: BalanceThreshold): boolean {
  const told = account.passed.findLast((each) => each.model === model && each.threshold === threshold);
  return told?.beyond ?? false;
}

/** Before the first credit there is no basis, and without a limit nothing runs out. */
function isBeyond(
  account: NaiveAccount,
  model: string,
  { threshold, remaining }: { readonly threshold: BalanceThreshold; readonly remaining: Tokens },
): boolean {
  const basis = latest(account.bases, model)?.basis;
  if (basis === undefined || isUnlimited(account, model)) return false;
  return remaining * 100n <= basis * PERCENT[threshold];
}
