import { randomInt } from 'node:crypto';

const SEED_MAX = 2 ** 31;

/** Groups of histories are shared out by their seeds: each file of tests runs those of its own. */
export type Share = 'even' | 'odd';

/** New ones in every run, unless LEDGER_SEED names the one to see again. */
export function seedsOf(share: Share, groups: number): readonly number[] {
  const parity = share === 'even' ? 0 : 1;
  const again = seedToSeeAgain();
  if (again !== null) return again % 2 === parity ? [again] : [];
  return Array.from({ length: groups }, () => 2 * randomInt(SEED_MAX / 2) + parity);
}

export function seedToSeeAgain(): number | null {
  const text = process.env['LEDGER_SEED'] ?? '';
  if (text === '') return null;
  const seed = Number(text);
  if (!Number.isSafeInteger(seed) || seed < 0) throw new RangeError(`LEDGER_SEED=${text} is no seed.`);
  return seed;
}
