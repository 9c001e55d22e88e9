/** A queue is its name and the payload of its jobs; both ends take them from here. */
export interface JobQueueDefinition<Payload> {
  readonly name: string;
  /** How often a job is tried before it is given up, ever more slowly. */
  readonly attemptsMax: number;
  /** How many jobs one process does at a time. */
  readonly concurrency: number;
  /** How many jobs all processes together begin in a second: whom they call has other callers too. */
  readonly perSecondMax: number;
  /** A job whose process died is taken up again after this, or a little later. */
  readonly lockMs?: number;
  /** Never set: ties the payload's type to the queue. */
  readonly payload?: Payload;
}

export type NoPayload = Readonly<Record<string, never>>;

/** One at a time, everywhere: what it finds is found again with the next. */
const SEARCH = { attemptsMax: 3, concurrency: 1, perSecondMax: 1 };

/** The API asks the payment provider, which has its own limits. */
const RECONCILIATION = { attemptsMax: 8, concurrency: 4, perSecondMax: 20, lockMs: 10_000 };

export const FIND_DUE_GRANTS: JobQueueDefinition<NoPayload> = {
  name: 'find-due-grants',
  ...SEARCH,
};

export interface RecordExpiry {
  readonly accountId: string;
  /** Names what happens to which grant or hold, and when. */
  readonly occurrence: string;
}

export const RECORD_EXPIRY: JobQueueDefinition<RecordExpiry> = {
  name: 'record-expiry',
  attemptsMax: 8,
  concurrency: 4,
  perSecondMax: 100,
  lockMs: 5_000,
};

export const PURGE_SESSIONS: JobQueueDefinition<NoPayload> = {
  name: 'purge-sessions',
  attemptsMax: 3,
  concurrency: 1,
  perSecondMax: 1,
};

export const FIND_UNSETTLED_PURCHASES: JobQueueDefinition<NoPayload> = {
  name: 'find-unsettled-purchases',
  ...SEARCH,
};

export const FIND_DUE_SUBSCRIPTIONS: JobQueueDefinition<NoPayload> = {
  name: 'find-due-subscriptions',
  ...SEARCH,
};

export interface ReconcileSubscription {
  readonly subscriptionId: string;
}

export const RECONCILE_SUBSCRIPTION: JobQueueDefinition<ReconcileSubscription> = {
  name: 'reconcile-subscription',
  ...RECONCILIATION,
};

export const FIND_DUE_TOP_UPS: JobQueueDefinition<NoPayload> = {
  name: 'find-due-top-ups',
  ...SEARCH,
};

export interface ReconcileTopUp {
  readonly accountId: string;
}

export const RECONCILE_TOP_UP: JobQueueDefinition<ReconcileTopUp> = {
  name: 'reconcile-top-up',
  ...RECONCILIATION,
};

export interface ReconcilePurchase {
  readonly purchaseId: string;
}

export const RECONCILE_PURCHASE: JobQueueDefinition<ReconcilePurchase> = {
  name: 'reconcile-purchase',
  ...RECONCILIATION,
};
