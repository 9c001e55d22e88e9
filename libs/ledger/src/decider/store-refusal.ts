/** Why something is not sold, bought or renewed. Part of `Refusal`: see there. */
export type StoreRefusal =
  | InvalidPackage
  | PackageNotOnSale
  | PackageChanged
  | PlanNeedsSubscription
  | QuantityNotSold
  | PurchaseAlreadyStarted
  | PurchaseNotFound
  | PurchaseNotPaid
  | PaymentMismatch
  | SubscriptionRefusal
  | TopUpRefusal;

export type SubscriptionRefusal =
  | PackageNotAPlan
  | PlanUnchanged
  | SubscriptionAlreadyStarted
  | SubscriptionNotFound
  | SubscriptionOver
  | SubscriptionAlreadyCancelled
  | SubscriptionNotCancelled
  | SubscriptionPaymentInFlight
  | SubscriptionPaymentUnknown
  | TooManyPaymentAttempts
  | RenewalNotDue
  | RenewalOutOfTurn;

export type TopUpRefusal =
  | InvalidTopUp
  | TopUpOff
  | TopUpHalted
  | TopUpMethodMissing
  | TopUpInFlight
  | TopUpCoolingDown
  | TopUpCapReached
  | BalanceAboveThreshold
  | TopUpUnknown;

export interface InvalidPackage {
  readonly code: 'invalid-package';
  readonly packageId: string;
  /** A plain sentence. */
  readonly problem: string;
}

export interface PackageNotOnSale {
  readonly code: 'package-not-on-sale';
  readonly packageId: string;
}

/** It is sold otherwise now than the buyer saw it. */
export interface PackageChanged {
  readonly code: 'package-changed';
  readonly packageId: string;
  /** Versions. */
  readonly seen: number;
  readonly current: number;
}

export interface PlanNeedsSubscription {
  readonly code: 'plan-needs-subscription';
  readonly packageId: string;
}

export interface QuantityNotSold {
  readonly code: 'quantity-not-sold';
  readonly packageId: string;
  readonly units: number;
  readonly minimum: number;
  readonly maximum: number;
}

export interface PurchaseAlreadyStarted {
  readonly code: 'purchase-already-started';
  readonly purchaseId: string;
}

export interface PurchaseNotFound {
  readonly code: 'purchase-not-found';
  readonly purchaseId: string;
}

export interface PurchaseNotPaid {
  readonly code: 'purchase-not-paid';
  readonly purchaseId: string;
}

/** What was paid is not what was asked for: nothing is credited, and somebody has to look. */
export interface PaymentMismatch {
  readonly code: 'payment-mismatch';
  readonly purchaseId: string;
  /** Minor units. */
  readonly paid: string;
  readonly asked: string;
}

export interface PackageNotAPlan {
  readonly code: 'package-not-a-plan';
  readonly packageId: string;
}

/** It is the plan already, and no other waits to take its place. */
export interface PlanUnchanged {
  readonly code: 'plan-unchanged';
  readonly packageId: string;
  readonly packageVersion: number;
}

export interface SubscriptionAlreadyStarted {
  readonly code: 'subscription-already-started';
  readonly subscriptionId: string;
}

export interface SubscriptionNotFound {
  readonly code: 'subscription-not-found';
  readonly subscriptionId: string;
}

export interface SubscriptionOver {
  readonly code: 'subscription-ended';
  readonly subscriptionId: string;
  readonly endedAt: string;
  readonly reason: 'cancelled' | 'lapsed' | 'never-paid';
}

export interface SubscriptionAlreadyCancelled {
  readonly code: 'subscription-cancelled';
  readonly subscriptionId: string;
  readonly endsAt: string;
}

export interface SubscriptionNotCancelled {
  readonly code: 'subscription-not-cancelled';
  readonly subscriptionId: string;
}

/** What becomes of it has to be known first. */
export interface SubscriptionPaymentInFlight {
  readonly code: 'subscription-payment-in-flight';
  readonly subscriptionId: string;
  readonly purchaseId: string;
}

/** No such purchase was ever begun for it. */
export interface SubscriptionPaymentUnknown {
  readonly code: 'subscription-payment-unknown';
  readonly subscriptionId: string;
  readonly purchaseId: string;
}

/** Of one period, none of which was paid. */
export interface TooManyPaymentAttempts {
  readonly code: 'too-many-payment-attempts';
  readonly subscriptionId: string;
  readonly maximum: number;
}

export interface RenewalNotDue {
  readonly code: 'renewal-not-due';
  readonly subscriptionId: string;
  /** Null: it is not to be renewed any more. */
  readonly dueAt: string | null;
}

export interface RenewalOutOfTurn {
  readonly code: 'renewal-out-of-turn';
  readonly purchaseId: string;
  readonly expected: string;
}

export interface InvalidTopUp {
  readonly code: 'invalid-top-up';
  /** A plain sentence. */
  readonly problem: string;
}

export interface TopUpOff {
  readonly code: 'top-up-off';
  readonly accountId: string;
}

export interface TopUpHalted {
  readonly code: 'top-up-paused';
  readonly reason: string;
  readonly pausedAt: string;
}

/** Nothing may be charged without the buyer. */
export interface TopUpMethodMissing {
  readonly code: 'top-up-method-missing';
  readonly accountId: string;
}

export interface TopUpInFlight {
  readonly code: 'top-up-in-flight';
  readonly purchaseId: string;
}

export interface TopUpCoolingDown {
  readonly code: 'top-up-cooling-down';
  readonly until: string;
}

export interface TopUpCapReached {
  readonly code: 'top-up-cap-reached';
  /** Minor units, all three. */
  readonly cap: string;
  /** Begun or completed in the month. */
  readonly spent: string;
  readonly price: string;
  readonly resetsAt: string;
}

export interface BalanceAboveThreshold {
  readonly code: 'balance-above-threshold';
  readonly model: string;
  readonly available: string;
  readonly threshold: string;
}

export interface TopUpUnknown {
  readonly code: 'top-up-unknown';
  readonly purchaseId: string;
}
