import type { NotificationKind } from '#libs/contract';
import type { TokenAmount } from '#libs/ledger';
import { EntitySchema } from 'typeorm';
import { amountColumn, bigintColumn } from '../database/columns.js';

export interface NotificationRow {
  readonly accountId: string;
  /** Of the kind and what it is about: the event, the grant, the purchase. */
  readonly id: string;
  readonly kind: NotificationKind;
  /** Of the event from which on it is known. */
  readonly position: bigint;
  /** When it is to be told; of a grant that expires that may be to come. */
  readonly at: Date;
  readonly model: string | null;
  /** Of a crossing; so is the basis. */
  readonly remaining: TokenAmount | null;
  readonly basis: TokenAmount | null;
  readonly grantId: string | null;
  readonly purchaseId: string | null;
}

const optionalText = { type: 'text', nullable: true } as const;

export const notificationEntity = new EntitySchema<NotificationRow>({
  name: 'Notification',
  tableName: 'notifications',
  columns: {
    accountId: { type: 'text', name: 'account_id', primary: true },
    id: { type: 'text', primary: true },
    kind: { type: 'text' },
    position: bigintColumn,
    at: { type: 'timestamptz' },
    model: optionalText,
    remaining: { ...amountColumn, nullable: true },
    basis: { ...amountColumn, nullable: true },
    grantId: { ...optionalText, name: 'grant_id' },
    purchaseId: { ...optionalText, name: 'purchase_id' },
  },
});
