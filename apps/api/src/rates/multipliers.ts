import { amount, type TokenAmount } from '#libs/ledger';

/** As the wire has them, by model. */
interface WithMultipliers {
  readonly multipliers?: Readonly<Record<string, string>> | undefined;
}

export function multipliersOf({ multipliers = {} }: WithMultipliers): ReadonlyMap<string, TokenAmount> {
  return new Map(Object.entries(multipliers).map(([model, factor]) => [model, amount(factor)]));
}
