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
  | PaymentMismatch;

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
