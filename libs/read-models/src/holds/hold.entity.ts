import type { Draw, OveragePolicy, TokenAmount } from '#libs/ledger';
import { EntitySchema } from 'typeorm';
import { amountColumn } from '../database/columns.js';

export type HoldStatus = 'open' | 'settled' | 'released' | 'expired';

/** Tokens set aside, and what became of them as far as events say. */
export interface HoldRow {
  readonly accountId: string;
  readonly holdId: string;
  readonly model: string;
  readonly feature: string;
  readonly units: TokenAmount;
  readonly unit: string;
  readonly rate: TokenAmount;
  readonly multiplier: TokenAmount;
  readonly rateRevision: number;
  readonly tokens: TokenAmount;
  readonly drawn: readonly Draw[];
  readonly unlimited: boolean;
  readonly overagePolicy: OveragePolicy;
  readonly reservedAt: Date;
  readonly expiresAt: Date;
  readonly status: HoldStatus;
  readonly closedAt: Date | null;
}

export const holdEntity = new EntitySchema<HoldRow>({
  name: 'Hold',
  tableName: 'holds',
  columns: {
    accountId: { type: 'text', name: 'account_id', primary: true },
    holdId: { type: 'text', name: 'hold_id', primary: true },
    model: { type: 'text' },
    feature: { type: 'text' },
    units: amountColumn,
    unit: { type: 'text' },
    rate: amountColumn,
    multiplier: amountColumn,
    rateRevision: { type: 'integer', name: 'rate_revision' },
    tokens: amountColumn,
    drawn: { type: 'jsonb' },
    unlimited: { type: 'boolean' },
    overagePolicy: { type: 'text', name: 'overage_policy' },
    reservedAt: { type: 'timestamptz', name: 'reserved_at' },
    expiresAt: { type: 'timestamptz', name: 'expires_at' },
    status: { type: 'text' },
    closedAt: { type: 'timestamptz', name: 'closed_at', nullable: true },
  },
});
