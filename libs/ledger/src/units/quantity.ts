import type { UnitNotCountable } from '../decider/refusal.js';
import { MICRO_TOKENS_PER_TOKEN, microTokens, type TokenAmount } from '../tokens/index.js';
import { countCharacters, countWords } from './text.js';

/** How much was used: counted by the caller, or a text to count. */
export type Quantity = { readonly units: TokenAmount } | { readonly text: string };

/** Units as a fixed-point number with six decimals, like every amount. */
export function measureUnits(quantity: Quantity, unit: string): TokenAmount | UnitNotCountable {
  if ('units' in quantity) return quantity.units;
  if (unit === 'word') return whole(countWords(quantity.text));
  if (unit === 'character') return whole(countCharacters(quantity.text));
  return { code: 'unit-not-countable', unit };
}

function whole(count: number): TokenAmount {
  return microTokens(BigInt(count) * MICRO_TOKENS_PER_TOKEN);
}
