import type { GrantSource, RolloverRule, TokenAmount } from '#libs/ledger';
import { EntitySchema } from 'typeorm';
import { amountColumn, bigintColumn } from '../database/columns.js';

export interface GrantRow {
  readonly accountId: string;
  readonly grantId: string;
  readonly model: string;
  readonly source: GrantSource;
  /** The package it was bought in, or the reason it was given for. */
  readonly label: string | null;
  readonly amount: TokenAmount;
  readonly remaining: TokenAmount;
  /** Lower is drawn first. */
  readonly priority: number;
  /** Of the event in the account's stream: the oldest grant has the lowest. */
  readonly revision: bigint;
  /** Its place among the grants of one event. */
  readonly item: number;
  readonly grantedAt: Date;
  readonly effectiveFrom: Date;
  readonly expiresAt: Date | null;
  readonly rollover: RolloverRule;
  readonly rolledOver: TokenAmount;
  readonly revokedFor: string | null;
  /** Its time had not come when the last event about it was written. */
  readonly scheduled: boolean;
  /** Postgres keeps it: nothing remains. */
  readonly usedUp: boolean;
}

export const grantEntity = new EntitySchema<GrantRow>({
  name: 'Grant',
  tableName: 'grants',
  columns: {
    accountId: { type: 'text', name: 'account_id', primary: true },
    grantId: { type: 'text', name: 'grant_id', primary: true },
    model: { type: 'text' },
    source: { type: 'text' },
    label: { type: 'text', nullable: true },
    amount: amountColumn,
    remaining: amountColumn,
    priority: { type: 'integer' },
    revision: bigintColumn,
    item: { type: 'integer' },
    grantedAt: { type: 'timestamptz', name: 'granted_at' },
    effectiveFrom: { type: 'timestamptz', name: 'effective_from' },
    expiresAt: { type: 'timestamptz', name: 'expires_at', nullable: true },
    rollover: { type: 'jsonb' },
    rolledOver: { ...amountColumn, name: 'rolled_over' },
    revokedFor: { type: 'text', name: 'revoked_for', nullable: true },
    scheduled: { type: 'boolean' },
    usedUp: { type: 'boolean', name: 'used_up', insert: false, update: false },
  },
});
