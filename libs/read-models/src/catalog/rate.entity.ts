import type { DecimalString, TokenAmount } from '#libs/ledger';
import { EntitySchema } from 'typeorm';
import { amountColumn, bigintColumn } from '../database/columns.js';

/** Every rate that a feature ever had or will have. */
export interface RateRow {
  readonly feature: string;
  /** Of the RateChanged event in the feature's stream. */
  readonly revision: bigint;
  readonly name: string;
  readonly engine: string | null;
  readonly icon: string | null;
  readonly unit: string;
  readonly tokensPerUnit: TokenAmount;
  /** By model, where it is not 1. */
  readonly multipliers: Readonly<Record<string, DecimalString>>;
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
    engine: { type: 'text', nullable: true },
    icon: { type: 'text', nullable: true },
    unit: { type: 'text' },
    tokensPerUnit: { ...amountColumn, name: 'tokens_per_unit' },
    multipliers: { type: 'jsonb' },
    effectiveFrom: { type: 'timestamptz', name: 'effective_from' },
    changedAt: { type: 'timestamptz', name: 'changed_at' },
  },
});
