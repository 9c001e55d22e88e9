import type { RolloverRule } from '../account/account.events.js';
import type { AllowanceRollover } from '../package/package.events.js';
import type { TokensBought } from '../purchase/purchase.events.js';
import type { StartPeriodPurchase } from '../purchase/start-purchase.js';
import type { BillingPeriod } from './billing-period.js';
import type { PeriodAttempt, SubscribedPlan } from './subscription.events.js';

/** Allowances end with their period, so they are drawn before bought tokens. */
export const ALLOWANCE_PRIORITY = 50;

/** What a paid period brings into the account. It only adds: what is there already stays as it is. */
export function periodItems(
  { offer }: SubscribedPlan,
  { endsAt }: Pick<BillingPeriod, 'endsAt'>,
  nextPeriodEndsAt: string,
): readonly TokensBought[] {
  return offer.allowances.map(({ model, tokens, rollover }) => ({
    model,
    tokens,
    priority: ALLOWANCE_PRIORITY,
    expiresAfterDays: null,
    expiresAt: endsAt,
    rollover: rolloverUntil(rollover, nextPeriodEndsAt),
  }));
}

/** The purchase by which an attempt is paid. */
export function periodOrder(
  { subscriptionId, accountId }: { readonly subscriptionId: string; readonly accountId: string },
  { purchaseId, plan, period, nextPeriodEndsAt, price }: PeriodAttempt,
): StartPeriodPurchase['order'] {
  return {
    purchaseId,
    accountId,
    packageId: plan.packageId,
    packageVersion: plan.version,
    packageName: plan.name,
    items: periodItems(plan, period, nextPeriodEndsAt),
    price,
    subscriptionId,
  };
}

function rolloverUntil(rollover: AllowanceRollover, until: string): RolloverRule {
  return rollover.rule === 'none' ? rollover : { ...rollover, until };
}
