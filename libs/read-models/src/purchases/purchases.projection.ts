import type { PurchaseEvent, PurchaseStarted } from '#libs/ledger';
import type { PurchaseFact } from '../events/fact.js';

export interface PurchasesChange {
  readonly started: readonly StartedPurchase[];
  readonly advanced: readonly AdvancedPurchase[];
}

export type StartedPurchase = PurchaseStarted['data'] & { readonly position: bigint };

/** What a batch says of a purchase that had been started; null: as it was. */
export interface AdvancedPurchase {
  readonly purchaseId: string;
  readonly status: 'paid' | 'completed' | 'failed' | 'expired' | null;
  readonly checkoutUrl: string | null;
  readonly paymentReference: string | null;
  readonly payableUntil: string | null;
  readonly paidAt: string | null;
  readonly paidAgainAt: string | null;
  /** Of the status; so are the two of the failure. */
  readonly endedAt: string | null;
  readonly failure: string | null;
  readonly failureMessage: string | null;
}

/** The decider lets nothing overtake a payment, so the last word of the log is the last word here. */
export function foldPurchases(facts: readonly PurchaseFact[]): PurchasesChange {
  const started: StartedPurchase[] = [];
  const advanced = new Map<string, AdvancedPurchase>();
  for (const { purchaseId, event, position } of facts) {
    if (event.type === 'PurchaseStarted') started.push({ ...event.data, position });
    else {
      const before = advanced.get(purchaseId) ?? { purchaseId, ...UNCHANGED };
      advanced.set(purchaseId, { ...before, ...changeBy(event, before.paidAt !== null) });
    }
  }
  return { started, advanced: [...advanced.values()] };
}

const UNCHANGED = {
  status: null,
  checkoutUrl: null,
  paymentReference: null,
  payableUntil: null,
  paidAt: null,
  paidAgainAt: null,
  endedAt: null,
  failure: null,
  failureMessage: null,
};

const NOT_FAILED = { failure: null, failureMessage: null };

function changeBy(
  event: Exclude<PurchaseEvent, PurchaseStarted>,
  isPaid: boolean,
): Partial<AdvancedPurchase> {
  switch (event.type) {
    case 'CheckoutOpened': {
      const { url, paymentReference, payableUntil } = event.data;
      // a webhook may overtake the answer that opened the checkout: what was paid keeps its own reference
      return { checkoutUrl: url, payableUntil, ...(!isPaid && { paymentReference }) };
    }
    case 'PurchasePaid': {
      const { paymentReference, paidAt } = event.data;
      return { status: 'paid', paymentReference, paidAt, endedAt: null, ...NOT_FAILED };
    }
    case 'PurchasePaidAgain':
      return { paidAgainAt: event.data.paidAt };
    case 'PurchaseCompleted':
      return { status: 'completed', endedAt: event.data.completedAt, ...NOT_FAILED };
    case 'PurchaseFailed': {
      const { failure, message, failedAt } = event.data;
      return { status: 'failed', endedAt: failedAt, failure, failureMessage: message };
    }
    case 'PurchaseExpired':
      return { status: 'expired', endedAt: event.data.expiredAt, ...NOT_FAILED };
  }
}
