import type { TokenAmount } from '#libs/ledger';
import { EntitySchema } from 'typeorm';
import { amountColumn, bigintColumn } from '../database/columns.js';

/** Every rate that a feature ever had or will have. */
export interface RateRow {
  readonly feature: string;
  /** Of the RateChanged event in the feature's stream. */
  readonly revision: bigint;
  readonly name: string;
  readonly unit: string;
  readonly tokensPerUnit: TokenAmount;
  readonly effectiveFrom: Date;
  readonly changedAt: Date;
}

export const rateEntity = new EntitySchema<RateRow>({
  name: 'Rate',
  tableName: 'rates',
  columns: {
    feature: { type: 'text', primary: true },
    revision: { ...bigintColumn, primary: true },
    name: { type: 'text' },
    unit: { type: 'text' },
    tokensPerUnit: { ...amountColumn, name: 'tokens_per_unit' },
    effectiveFrom: { type: 'timestamptz', name: 'effective_from' },
    changedAt: { type: 'timestamptz', name: 'changed_at' },
  },
});
