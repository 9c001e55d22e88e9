import type { Notification } from '#libs/contract';
import { formatAmount, type Subscription } from '#libs/ledger';
import type { NamesOf } from '../catalog/names-of.js';
import { fromStoredAmount } from '../database/columns.js';
import type { PurchaseRow } from '../purchases/purchase.entity.js';
import { failureOf, shownStatus } from '../purchases/purchase-outcome.js';
import { nextAttemptAfter } from '../subscriptions/next-payment.js';

/** As Postgres answers it. */
export interface ListedRow {
  readonly id: string;
  readonly kind: Notification['kind'];
  readonly at: Date;
  readonly is_read: boolean;
  readonly model: string | null;
  readonly remaining: string | null;
  readonly basis: string | null;
  readonly grant_id: string | null;
  readonly purchase_id: string | null;
  /** Of a grant that expires; so is the expiry. */
  readonly lapsing: string | null;
  readonly expires_at: Date | null;
}

export interface FailedPayment {
  readonly purchase: PurchaseRow;
  /** That it was to pay a period of; null: none. */
  readonly subscription: Subscription | null;
}

export function notificationView(
  row: ListedRow,
  names: NamesOf,
  purchases: ReadonlyMap<string, FailedPayment>,
): Notification {
  const { id, kind } = row;
  const told = { id, at: row.at.toISOString(), isRead: row.is_read };
  switch (kind) {
    case 'low-balance':
    case 'critical-balance':
    case 'depleted':
      return {
        ...told,
        kind,
        ...modelOf(row, names),
        remaining: tokens(row.remaining),
        basis: tokens(row.basis),
      };
    case 'expiring-soon': {
      const expiresAt = there(row.expires_at).toISOString();
      const grantId = there(row.grant_id);
      return { ...told, kind, ...modelOf(row, names), grantId, tokens: tokens(row.lapsing), expiresAt };
    }
    case 'purchase-failed':
      return { ...told, kind, ...purchaseOf(there(purchases.get(there(row.purchase_id)))) };
  }
}

function modelOf({ model }: ListedRow, names: NamesOf) {
  return { model: there(model), modelName: names.ofModel(there(model)) };
}

function purchaseOf({ purchase, subscription }: FailedPayment) {
  const { purchaseId, packageName, origin, priceMinorUnits, currency } = purchase;
  const price = { minorUnits: priceMinorUnits.toString(), currency };
  return {
    purchaseId,
    packageName,
    origin,
    price,
    status: shownStatus(purchase),
    failure: failureOf(purchase),
    nextAttemptAt: subscription && nextAttemptAfter(subscription, purchaseId),
  };
}

function tokens(stored: string | null) {
  return formatAmount(fromStoredAmount(there(stored)));
}

function there<Value>(value: Value | null | undefined): Value {
  if (value === null || value === undefined) throw new TypeError('A notification lacks what its kind has.');
  return value;
}
