import type { TokenAmount } from '#libs/ledger';
import { EntitySchema } from 'typeorm';
import { amountColumn, nullableAmountColumn } from '../database/columns.js';

/** One account's holding for one model, as recorded: what time does is added when it is asked for. */
export interface AllocationRow {
  readonly accountId: string;
  readonly model: string;
  readonly granted: TokenAmount;
  readonly spent: TokenAmount;
  /** As recorded by TokensExpired. */
  readonly expired: TokenAmount;
  readonly revoked: TokenAmount;
  readonly held: TokenAmount;
  readonly unlimited: boolean;
  readonly unlimitedSpent: TokenAmount;
  readonly overdrawn: TokenAmount;
  readonly overdraftLimit: TokenAmount;
  /** What the latest credit left to spend; null before the first. */
  readonly alertBasis: TokenAmount | null;
  /** How many thresholds are passed, as recorded. */
  readonly alertLevel: number;
}

export const allocationEntity = new EntitySchema<AllocationRow>({
  name: 'Allocation',
  tableName: 'allocations',
  columns: {
    accountId: { type: 'text', name: 'account_id', primary: true },
    model: { type: 'text', primary: true },
    granted: amountColumn,
    spent: amountColumn,
    expired: amountColumn,
    revoked: amountColumn,
    held: amountColumn,
    unlimited: { type: 'boolean' },
    unlimitedSpent: { ...amountColumn, name: 'unlimited_spent' },
    overdrawn: amountColumn,
    overdraftLimit: { ...amountColumn, name: 'overdraft_limit' },
    alertBasis: { ...nullableAmountColumn, name: 'alert_basis' },
    alertLevel: { type: 'smallint', name: 'alert_level' },
  },
});
