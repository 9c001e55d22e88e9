import type { Purchase } from '#libs/contract';
import { EntitySchema } from 'typeorm';
import { bigintColumn } from '../database/columns.js';

export interface PurchaseRow {
  readonly purchaseId: string;
  readonly accountId: string;
  /** Of its first event. */
  readonly position: bigint;
  readonly packageId: string;
  readonly packageVersion: number;
  readonly packageName: string;
  readonly kind: Purchase['kind'];
  readonly units: number;
  readonly items: readonly { readonly model: string; readonly tokens: string }[];
  readonly priceMinorUnits: bigint;
  readonly currency: Purchase['price']['currency'];
  readonly origin: Purchase['origin'];
  readonly subscriptionId: string | null;
  readonly status: Purchase['status'] | 'paid';
  readonly startedAt: Date;
  readonly checkoutUrl: string | null;
  readonly paymentReference: string | null;
  readonly payableUntil: Date | null;
  readonly paidAt: Date | null;
  readonly paidAgainAt: Date | null;
  readonly endedAt: Date | null;
  readonly failure: string | null;
  readonly failureMessage: string | null;
}

const optional = (name: string, type: 'text' | 'timestamptz') => ({ type, name, nullable: true }) as const;

export const purchaseEntity = new EntitySchema<PurchaseRow>({
  name: 'Purchase',
  tableName: 'purchases',
  columns: {
    purchaseId: { type: 'text', name: 'purchase_id', primary: true },
    accountId: { type: 'text', name: 'account_id' },
    position: bigintColumn,
    packageId: { type: 'text', name: 'package_id' },
    packageVersion: { type: 'integer', name: 'package_version' },
    packageName: { type: 'text', name: 'package_name' },
    kind: { type: 'text' },
    units: { type: 'integer' },
    items: { type: 'jsonb' },
    priceMinorUnits: { ...bigintColumn, name: 'price_minor_units' },
    currency: { type: 'text' },
    origin: { type: 'text' },
    subscriptionId: optional('subscription_id', 'text'),
    status: { type: 'text' },
    startedAt: { type: 'timestamptz', name: 'started_at' },
    checkoutUrl: optional('checkout_url', 'text'),
    paymentReference: optional('payment_reference', 'text'),
    payableUntil: optional('payable_until', 'timestamptz'),
    paidAt: optional('paid_at', 'timestamptz'),
    paidAgainAt: optional('paid_again_at', 'timestamptz'),
    endedAt: optional('ended_at', 'timestamptz'),
    failure: optional('failure', 'text'),
    failureMessage: optional('failure_message', 'text'),
  },
});
