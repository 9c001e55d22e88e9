import { failedRenewals, paymentInFlight, type Subscription } from '#libs/ledger';

/** When the next payment is begun by itself; null: none is, or one is in flight. */
export function nextPaymentAt(subscription: Subscription): string | null {
  if (subscription.ended || subscription.cancelAtPeriodEnd || paymentInFlight(subscription)) return null;
  const failed = failedRenewals(subscription).at(-1);
  return failed ? failed.nextAttemptAt : subscription.period.endsAt;
}

/** When what this purchase failed to pay is tried again by itself; null: it is not, or was already. */
export function nextAttemptAfter(subscription: Subscription, purchaseId: string): string | null {
  const latest = failedRenewals(subscription).at(-1);
  return latest?.purchaseId === purchaseId ? nextPaymentAt(subscription) : null;
}
