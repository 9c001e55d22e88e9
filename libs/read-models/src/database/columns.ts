import { formatAmount, microTokens, type TokenAmount } from '#libs/ledger';
import type { EntitySchemaColumnOptions } from 'typeorm';

const STORED_AMOUNT = /^(-?\d+)\.(\d{6})$/;

/** What Postgres sends for a `numeric(38,6)`. Sums may be larger than what is accepted from outside. */
export function fromStoredAmount(text: string): TokenAmount {
  const match = STORED_AMOUNT.exec(text);
  if (!match) throw new RangeError(`Not a stored amount: ${text}`);
  return microTokens(BigInt(`${match[1]}${match[2]}`));
}

/** Amounts are exact in Postgres, and a bigint of micro-tokens here. */
export const amountColumn = {
  type: 'numeric',
  precision: 38,
  scale: 6,
  transformer: { from: fromStoredAmount, to: formatAmount },
} satisfies EntitySchemaColumnOptions;

export const nullableAmountColumn = {
  ...amountColumn,
  nullable: true,
  transformer: {
    from: (text: string | null) => (text === null ? null : fromStoredAmount(text)),
    to: (value: TokenAmount | null) => (value === null ? null : formatAmount(value)),
  },
} satisfies EntitySchemaColumnOptions;

/** Positions and revisions outgrow a JavaScript number. */
export const bigintColumn = {
  type: 'bigint',
  transformer: {
    from: (text: string | null) => (text === null ? null : BigInt(text)),
    to: (value: bigint | null) => value?.toString() ?? null,
  },
} satisfies EntitySchemaColumnOptions;
