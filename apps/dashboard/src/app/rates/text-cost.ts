import type { Rate } from '#libs/contract';
import { amount, formatAmount, multiplyExact } from '#libs/ledger/tokens';
import { countCharacters, countWords, measureUnits } from '#libs/ledger/units';

export interface TextCount {
  readonly words: number;
  readonly characters: number;
}

/** What a text would cost with a feature: exact, by the same rules as in the ledger. */
export interface TextCost {
  readonly feature: string;
  readonly name: string;
  readonly unit: string;
  /** Null: the unit is not something that a text has so and so many of. */
  readonly units: string | null;
  readonly tokensPerUnit: string;
  /** Of the model; `1` where the rate names none. */
  readonly multiplier: string;
  /** Null where there are no units, or the product needs more than six decimals, which the ledger refuses. */
  readonly tokens: string | null;
}

export function countText(text: string): TextCount {
  return { words: countWords(text), characters: countCharacters(text) };
}

export function costOf(text: string, rate: Rate, model: string): TextCost {
  const { feature, name, unit, tokensPerUnit, multipliers } = rate;
  const measured = measureUnits({ text }, unit);
  const multiplier = Object.hasOwn(multipliers, model) ? (multipliers[model] ?? '1') : '1';
  const units = typeof measured === 'bigint' ? measured : null;
  const tokens = units === null ? null : multiplyExact(units, amount(tokensPerUnit), amount(multiplier));
  return {
    feature,
    name,
    unit,
    units: units === null ? null : formatAmount(units),
    tokensPerUnit,
    multiplier,
    tokens: tokens === null ? null : formatAmount(tokens),
  };
}

/** Models that any of the rates names, each once. */
export function modelsWithMultipliers(rates: readonly Rate[]): readonly string[] {
  return [...new Set(rates.flatMap(({ multipliers }) => Object.keys(multipliers)))].sort();
}
