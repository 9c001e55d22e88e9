import type { Quantity } from '#libs/ledger';
import type { Price } from './facts.js';
import { tokensOf, written, type Tokens } from './figures.js';
import type { NaiveAccount } from './naive-account.js';
import { refuse, refuseTooLarge } from './refused.js';

export interface Priced {
  readonly units: Tokens;
  readonly tokens: Tokens;
  readonly price: Price;
}

interface Use {
  readonly model: string;
  readonly feature: string;
  readonly quantity: Quantity;
}

/** First what is not there, then the rate and the units. */
export function priceOfUse(account: NaiveAccount, { model, feature, quantity }: Use, now: number): Priced {
  if (!account.models.includes(model)) refuse({ code: 'allocation-not-found', model });
  const price = account.prices.of(feature, model, now);
  if (!price) return refuse({ code: 'unknown-rate', feature, at: new Date(now).toISOString() });
  return priceOf(quantity, price);
}

/** tokens = units × rate × multiplier, and never rounded. */
export function priceOf(quantity: Quantity, price: Price): Priced {
  const units = unitsOf(quantity, price.unit);
  const product = units * tokensOf(price.rate) * tokensOf(price.multiplier);
  const parts = 1_000_000n * 1_000_000n;
  if (product % parts !== 0n) {
    const { rate: tokensPerUnit, multiplier } = price;
    refuse({ code: 'inexact-tokens', units: written(units), tokensPerUnit, multiplier });
  }
  const tokens = product / parts;
  refuseTooLarge(price.model, tokens);
  return { units, tokens, price };
}

function unitsOf(quantity: Quantity, unit: string): Tokens {
  if ('units' in quantity) return quantity.units;
  if (unit === 'word') return 1_000_000n * BigInt(segments(quantity.text, 'word').filter(isWord).length);
  if (unit === 'character') return 1_000_000n * BigInt(segments(quantity.text, 'grapheme').length);
  return refuse({ code: 'unit-not-countable', unit });
}

function segments(text: string, granularity: 'word' | 'grapheme'): Intl.SegmentData[] {
  return [...new Intl.Segmenter('und', { granularity }).segment(text)];
}

function isWord({ isWordLike }: Intl.SegmentData): boolean {
  return isWordLike === true;
}
