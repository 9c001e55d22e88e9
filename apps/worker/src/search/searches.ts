import {
  FIND_DUE_GRANTS,
  FIND_DUE_SUBSCRIPTIONS,
  FIND_DUE_TOP_UPS,
  FIND_UNSETTLED_PURCHASES,
  RECONCILE_PURCHASE,
  RECONCILE_SUBSCRIPTION,
  RECONCILE_TOP_UP,
  RECORD_EXPIRY,
  type ReconcilePurchase,
  type ReconcileSubscription,
  type ReconcileTopUp,
  type RecordExpiry,
} from '#libs/jobs';
import {
  DueOccurrencesQuery,
  DueSubscriptionsQuery,
  DueTopUpsQuery,
  UnsettledPurchasesQuery,
} from '#libs/read-models';
import { createHash } from 'node:crypto';
import type { DataSource } from 'typeorm';
import type { Search } from './search.processor.js';

/** Grants and holds whose moment has come. */
export function dueGrants(readModels: DataSource): Search<RecordExpiry> {
  const query = new DueOccurrencesQuery(readModels);
  return {
    queue: FIND_DUE_GRANTS,
    everyMs: 60_000,
    foundMax: 2_000,
    find: (now, foundMax) => query.find(now, foundMax),
    finds: RECORD_EXPIRY,
    jobId: ({ accountId, occurrence }) => digest(accountId, occurrence),
  };
}

/** Purchases that were paid and not credited, or of which nobody has heard for a while. */
export function unsettledPurchases(readModels: DataSource): Search<ReconcilePurchase> {
  const query = new UnsettledPurchasesQuery(readModels);
  return {
    queue: FIND_UNSETTLED_PURCHASES,
    everyMs: 30_000,
    foundMax: 500,
    find: async (now, foundMax) =>
      (await query.find(now, foundMax)).map(({ purchaseId }) => ({ purchaseId })),
    finds: RECONCILE_PURCHASE,
    jobId: ({ purchaseId }) => purchaseId,
  };
}

/** Subscriptions to renew or to end, and payments of theirs that nobody follows. */
export function dueSubscriptions(readModels: DataSource): Search<ReconcileSubscription> {
  const query = new DueSubscriptionsQuery(readModels);
  return {
    queue: FIND_DUE_SUBSCRIPTIONS,
    everyMs: 30_000,
    foundMax: 500,
    find: async (now, foundMax) =>
      (await query.find(now, foundMax)).map((subscriptionId) => ({ subscriptionId })),
    finds: RECONCILE_SUBSCRIPTION,
    jobId: ({ subscriptionId }) => subscriptionId,
  };
}

/** Accounts in which less is available than they want, and top-ups that nobody follows. */
export function dueTopUps(readModels: DataSource): Search<ReconcileTopUp> {
  const query = new DueTopUpsQuery(readModels);
  return {
    queue: FIND_DUE_TOP_UPS,
    everyMs: 15_000,
    foundMax: 500,
    find: async (now, foundMax) => (await query.find(now, foundMax)).map((accountId) => ({ accountId })),
    finds: RECONCILE_TOP_UP,
    jobId: ({ accountId }) => digest(accountId),
  };
}

/** Account, grant and hold ids may have colons. */
function digest(...parts: readonly string[]): string {
  return createHash('sha256').update(parts.join('\n')).digest('hex');
}
