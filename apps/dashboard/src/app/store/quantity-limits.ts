import type { OfferOf } from '#libs/contract';
import { typedNumber } from '../amounts/typed-number.js';

export interface Limits {
  readonly unitsMin: number;
  readonly unitsMax: number;
}

const PRESETS_MAX = 4;
const MORE_THAN_LEAST = 10;

/** @returns null for what is no quantity that is sold. */
export function parseUnits(typed: string, { unitsMin, unitsMax }: Limits): number | null {
  const digits = typedNumber(typed);
  if (!/^\d{1,9}$/.test(digits)) return null;
  const units = Number(digits);
  return units >= unitsMin && units <= unitsMax ? units : null;
}

/** The nearest quantity that is sold. */
export function withinLimits(units: number, { unitsMin, unitsMax }: Limits): number {
  return Math.min(unitsMax, Math.max(unitsMin, units));
}

/** The least, ten times as many, and where the price falls: what people choose from most. */
export function presetsOf({ unitsMin, unitsMax, tiers }: OfferOf<'tokens'>): readonly number[] {
  const wanted = [unitsMin, unitsMin * MORE_THAN_LEAST, ...tiers.map(({ fromUnits }) => fromUnits)];
  const sold = wanted.filter((units) => units >= unitsMin && units <= unitsMax);
  return [...new Set(sold)].sort((a, b) => a - b).slice(0, PRESETS_MAX);
}
