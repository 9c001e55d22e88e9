import {
  reconciliationSchema,
  routes,
  subscriptionReconciliationSchema,
  topUpReconciliationSchema,
} from '#libs/contract';
import {
  RECONCILE_PURCHASE,
  RECONCILE_SUBSCRIPTION,
  RECONCILE_TOP_UP,
  type ReconcilePurchase,
  type ReconcileSubscription,
  type ReconcileTopUp,
} from '#libs/jobs';
import type { Reconciliation } from './reconciliation.processor.js';

/** A purchase is compared with the payment provider. */
export const PURCHASE_RECONCILIATION: Reconciliation<ReconcilePurchase> = {
  queue: RECONCILE_PURCHASE,
  path: ({ purchaseId }) => routes.purchaseReconciliation(purchaseId),
  report: ({ purchaseId }, answer) => {
    const { healed, status } = reconciliationSchema.parse(answer);
    if (healed === 'nothing') return null;
    return { level: 'warn', text: `Healed the purchase ${purchaseId}: ${healed}, now ${status}.` };
  },
};

/** What is due to a subscription is done. */
export const SUBSCRIPTION_RECONCILIATION: Reconciliation<ReconcileSubscription> = {
  queue: RECONCILE_SUBSCRIPTION,
  path: ({ subscriptionId }) => routes.subscriptionReconciliation(subscriptionId),
  report: ({ subscriptionId }, answer) => {
    const { done, status } = subscriptionReconciliationSchema.parse(answer);
    if (done !== 'renewal-begun' && done !== 'ended') return null;
    return { level: 'log', text: `The subscription ${subscriptionId}: ${done}, now ${status}.` };
  },
};

/** An account is topped up where that is due. */
export const TOP_UP_RECONCILIATION: Reconciliation<ReconcileTopUp> = {
  queue: RECONCILE_TOP_UP,
  path: ({ accountId }) => routes.topUpReconciliation(accountId),
  report: ({ accountId }, answer) => {
    const { done } = topUpReconciliationSchema.parse(answer);
    return done === 'begun'
      ? { level: 'log', text: `A top-up of the account ${accountId} has begun.` }
      : null;
  },
};
