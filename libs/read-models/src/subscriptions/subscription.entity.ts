import type { Subscription } from '#libs/ledger';
import { EntitySchema } from 'typeorm';
import { bigintColumn } from '../database/columns.js';

export interface SubscriptionRow {
  readonly subscriptionId: string;
  readonly accountId: string;
  /** Of its first event. */
  readonly position: bigint;
  /** As the ledger has it: it is all text, numbers and lists, so JSON loses nothing of it. */
  readonly state: Subscription;
  readonly startedAt: Date;
  /** When there is something to do; null: nothing, unless something else happens. */
  readonly dueAt: Date | null;
  /** The purchase that is to be paid, or to fail, before anything is done. */
  readonly inFlight: string | null;
}

export const subscriptionEntity = new EntitySchema<SubscriptionRow>({
  name: 'Subscription',
  tableName: 'subscriptions',
  columns: {
    subscriptionId: { type: 'text', name: 'subscription_id', primary: true },
    accountId: { type: 'text', name: 'account_id' },
    position: bigintColumn,
    state: { type: 'jsonb' },
    startedAt: { type: 'timestamptz', name: 'started_at' },
    dueAt: { type: 'timestamptz', name: 'due_at', nullable: true },
    inFlight: { type: 'text', name: 'in_flight', nullable: true },
  },
});
