import type { Draw, TokenAmount } from '#libs/ledger';
import { EntitySchema } from 'typeorm';
import { amountColumn, bigintColumn } from '../database/columns.js';

/** One TokensConsumed: everything that its receipt says. */
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
  },
});
