/** An exact amount of money: whole minor units (cents) of one currency. Never a float. */
export interface Money {
  readonly minorUnits: bigint;
  /** ISO 4217, upper case. */
  readonly currency: Currency;
}

/** Money in events and on the wire: `{ minorUnits: '1999', currency: 'USD' }`. */
export interface WrittenMoney {
  readonly minorUnits: string;
  readonly currency: Currency;
}

/** Everything is sold in US dollars: the purchase table of the customer has one column of them. */
export const CURRENCIES = ['USD'] as const;
export type Currency = (typeof CURRENCIES)[number];

/** The most that one purchase may cost, in minor units: what payment providers take. */
export const PRICE_MINOR_UNITS_MAX = 99_999_999n;

export function money(written: WrittenMoney): Money {
  return { minorUnits: BigInt(written.minorUnits), currency: written.currency };
}

export function writtenMoney({ minorUnits, currency }: Money): WrittenMoney {
  return { minorUnits: minorUnits.toString(), currency };
}

export function isSameMoney(a: WrittenMoney, b: WrittenMoney): boolean {
  return a.currency === b.currency && BigInt(a.minorUnits) === BigInt(b.minorUnits);
}
