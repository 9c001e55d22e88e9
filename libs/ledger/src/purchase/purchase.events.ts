import type { RolloverRule } from '../account/account.events.js';
import type { WrittenMoney } from '../money/money.js';
import type { Offer } from '../package/package.events.js';
import type { DecimalString } from '../tokens/index.js';
import type { SavedMethod } from './saved-method.js';

/** Events of the stream `purchase-<purchaseId>`. */
export type PurchaseEvent =
  | PurchaseStarted
  | CheckoutOpened
  | PurchasePaid
  | PurchasePaidAgain
  | PurchaseCompleted
  | PurchaseFailed
  | PurchaseExpired;

/** Somebody, or something on their behalf, wants to buy. Nothing is paid yet. */
export interface PurchaseStarted {
  readonly type: 'PurchaseStarted';
  readonly data: {
    readonly purchaseId: string;
    readonly accountId: string;
    readonly packageId: string;
    readonly packageVersion: number;
    readonly packageName: string;
    readonly kind: Offer['kind'];
    /** 1 where the quantity is not the buyer's choice. */
    readonly units: number;
    readonly items: readonly TokensBought[];
    readonly price: WrittenMoney;
    readonly origin: PurchaseOrigin;
    /** Null unless the origin is a subscription. */
    readonly subscriptionId: string | null;
    readonly startedAt: string;
  };
}

export type PurchaseOrigin = 'checkout' | 'top-up' | 'subscription';

/** What is credited when it is paid for. */
export interface TokensBought {
  readonly model: string;
  readonly tokens: DecimalString;
  /** Lower is drawn first. */
  readonly priority: number;
  /** Counted from when it is credited; null: it does not expire, or at `expiresAt`. */
  readonly expiresAfterDays: number | null;
  readonly expiresAt: string | null;
  readonly rollover: RolloverRule;
}

/** The provider has a page, or a charge under way, for it. */
export interface CheckoutOpened {
  readonly type: 'CheckoutOpened';
  readonly data: {
    readonly paymentReference: string;
    readonly provider: string;
    /** Null for a charge without the buyer. */
    readonly url: string | null;
    /** Later nothing can be paid there. */
    readonly payableUntil: string;
    readonly openedAt: string;
  };
}

export interface PurchasePaid {
  readonly type: 'PurchasePaid';
  readonly data: {
    readonly paymentReference: string;
    readonly price: WrittenMoney;
    /** What may be charged again without the buyer; null: nothing. */
    readonly method: SavedMethod | null;
    readonly paidAt: string;
  };
}

/** Money came a second time, by another payment: somebody has to give it back. Nothing is credited for it. */
export interface PurchasePaidAgain {
  readonly type: 'PurchasePaidAgain';
  readonly data: {
    readonly paymentReference: string;
    readonly price: WrittenMoney;
    readonly paidAt: string;
  };
}

/** Its tokens are in the account. */
export interface PurchaseCompleted {
  readonly type: 'PurchaseCompleted';
  readonly data: {
    /** Of TokensPurchased in the log. */
    readonly creditedAtPosition: string;
    readonly completedAt: string;
  };
}

export interface PurchaseFailed {
  readonly type: 'PurchaseFailed';
  readonly data: { readonly failure: string; readonly message: string; readonly failedAt: string };
}

/** Nobody paid in time. */
export interface PurchaseExpired {
  readonly type: 'PurchaseExpired';
  readonly data: { readonly expiredAt: string };
}
