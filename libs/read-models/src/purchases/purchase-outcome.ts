import type { Purchase, PurchaseStatus } from '#libs/contract';
import type { PurchaseRow } from './purchase.entity.js';

/** Paid is pending until it is credited. */
export function shownStatus({ status }: PurchaseRow): PurchaseStatus {
  return status === 'paid' ? 'pending' : status;
}

export function failureOf({ failure, failureMessage }: PurchaseRow): Purchase['failure'] {
  return failure === null ? null : { code: failure, message: failureMessage ?? '' };
}
