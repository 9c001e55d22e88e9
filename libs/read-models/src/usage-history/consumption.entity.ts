import type { Draw, TokenAmount } from '#libs/ledger';
import { EntitySchema } from 'typeorm';
import { amountColumn, bigintColumn } from '../database/columns.js';

/** A consumption or a settlement: everything that its receipt says. */
export interface ConsumptionRow {
  readonly accountId: string;
  readonly position: bigint;
  readonly operationId: string;
  readonly model: string;
  readonly feature: string;
  readonly units: TokenAmount;
  readonly unit: string;
  readonly rate: TokenAmount;
  readonly rateRevision: number;
  readonly tokens: TokenAmount;
  readonly drawn: readonly Draw[];
  readonly unlimited: boolean;
  readonly balanceBefore: TokenAmount;
  readonly balanceAfter: TokenAmount;
  readonly consumedAt: Date;
  readonly multiplier: TokenAmount;
  readonly overdrawn: TokenAmount;
  /** Null: it was no settlement. */
  readonly holdId: string | null;
  readonly held: TokenAmount;
  readonly returned: readonly Draw[];
  readonly uncollected: TokenAmount;
  /** Taken back by corrections. */
  readonly reversed: TokenAmount;
}

export const consumptionEntity = new EntitySchema<ConsumptionRow>({
  name: 'Consumption',
  tableName: 'consumptions',
  columns: {
    accountId: { type: 'text', name: 'account_id', primary: true },
    position: { ...bigintColumn, primary: true },
    operationId: { type: 'text', name: 'operation_id' },
    model: { type: 'text' },
    feature: { type: 'text' },
    units: amountColumn,
    unit: { type: 'text' },
    rate: amountColumn,
    rateRevision: { type: 'integer', name: 'rate_revision' },
    tokens: amountColumn,
    drawn: { type: 'jsonb' },
    unlimited: { type: 'boolean' },
    balanceBefore: { ...amountColumn, name: 'balance_before' },
    balanceAfter: { ...amountColumn, name: 'balance_after' },
    consumedAt: { type: 'timestamptz', name: 'consumed_at' },
    multiplier: amountColumn,
    overdrawn: amountColumn,
    holdId: { type: 'text', name: 'hold_id', nullable: true },
    held: amountColumn,
    returned: { type: 'jsonb' },
    uncollected: amountColumn,
    reversed: amountColumn,
  },
});
