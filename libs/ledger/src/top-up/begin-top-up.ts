import type { Decision } from '../decider/decider.js';
import type { Refusal } from '../decider/refusal.js';
import type { WrittenMoney } from '../money/money.js';
import { amount, formatAmount, type TokenAmount } from '../tokens/index.js';
import { spentInMonth, type TopUp } from './top-up.js';
import type { TopUpBegun, TopUpSettings } from './top-up.events.js';
import type { TopUpMonth } from './top-up-month.js';

const MINUTE_MS = 60_000;

/** Recorded before the provider is asked, so that no two are ever in flight. */
export interface BeginTopUp {
  readonly type: 'BeginTopUp';
  readonly accountId: string;
  readonly purchaseId: string;
  /** Of the units that are configured, as they are sold now. */
  readonly price: WrittenMoney;
  /** Of the model that is configured. */
  readonly available: TokenAmount;
  readonly month: TopUpMonth;
}

export function beginTopUp(command: BeginTopUp, topUp: TopUp, now: Date): Decision<TopUpBegun> {
  const { settings, method } = topUp;
  const { accountId, purchaseId, price, available, month } = command;
  if (topUp.inFlight?.purchaseId === purchaseId) return [];
  if (!settings?.enabled) return { code: 'top-up-off', accountId };
  if (!method) return { code: 'top-up-method-missing', accountId };
  const refusal = refuseNow(command, topUp, settings, now);
  if (refusal) return refusal;
  const { model, packageId, units, threshold } = settings;
  const data: TopUpBegun['data'] = {
    purchaseId,
    model,
    packageId,
    units,
    price,
    month: month.key,
    available: formatAmount(available),
    threshold,
    method,
    begunAt: now.toISOString(),
  };
  return [{ type: 'TopUpBegun', data }];
}

/** The next may begin from then on; null when nothing keeps it waiting. */
export function coolingDownUntil({ settings, lastBegunAt }: TopUp, now: Date): Date | null {
  if (!settings || lastBegunAt === null) return null;
  const until = Date.parse(lastBegunAt) + settings.cooldownMinutes * MINUTE_MS;
  return until > now.getTime() ? new Date(until) : null;
}

function refuseNow(
  { price, available, month }: BeginTopUp,
  topUp: TopUp,
  { model, threshold, monthlyCap }: TopUpSettings,
  now: Date,
): Refusal | null {
  const { paused, inFlight } = topUp;
  if (paused) return { code: 'top-up-paused', reason: paused.reason, pausedAt: paused.at };
  if (inFlight) return { code: 'top-up-in-flight', purchaseId: inFlight.purchaseId };
  if (available >= amount(threshold)) {
    return { code: 'balance-above-threshold', model, available: formatAmount(available), threshold };
  }
  const until = coolingDownUntil(topUp, now);
  if (until) return { code: 'top-up-cooling-down', until: until.toISOString() };
  const spent = spentInMonth(topUp, month.key);
  if (spent + BigInt(price.minorUnits) <= BigInt(monthlyCap.minorUnits)) return null;
  return {
    code: 'top-up-cap-reached',
    cap: monthlyCap.minorUnits,
    spent: spent.toString(),
    price: price.minorUnits,
    resetsAt: month.endsAt,
  };
}
