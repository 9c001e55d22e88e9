import { amount, microTokens, type TokenAmount } from '#libs/ledger/tokens';
import type { ChangeRate } from '#libs/ledger';
import type { Dice } from './dice.js';

const HOUR_MS = 3_600_000;
const UNITS: Readonly<Record<string, string>> = {
  plain: 'token',
  words: 'word',
  letters: 'character',
  seconds: 'second',
  tiny: 'request',
  later: 'request',
};

/** The first price of every feature. One of them begins later, one is too fine for most quantities. */
export function firstRates(now: number): readonly ChangeRate[] {
  const soon = new Date(now + 240 * HOUR_MS);
  return [
    rate('plain', amount('1'), null),
    { ...rate('words', amount('2.5'), null), multipliers: new Map([['claude', amount('1.2')]]) },
    rate('letters', amount('0.05'), null),
    rate('seconds', amount('1.5'), null),
    rate('tiny', amount('0.000001'), null),
    rate('later', amount('3'), soon),
  ];
}

/** Another price, from now on or from later on. */
export function anyRate(dice: Dice, now: number): ChangeRate {
  const feature = dice.oneOf(['words', 'letters', 'seconds', 'later']);
  const tokensPerUnit = microTokens(BigInt(dice.whole(1, 60)) * 50_000n);
  const from = dice.chance(0.4) ? new Date(now + dice.whole(0, 100) * HOUR_MS) : null;
  const multipliers = new Map([['claude', amount(dice.oneOf(['1.2', '0.5', '2']))]]);
  return dice.chance(0.5)
    ? { ...rate(feature, tokensPerUnit, from), multipliers }
    : rate(feature, tokensPerUnit, from);
}

function rate(feature: string, tokensPerUnit: TokenAmount, effectiveFrom: Date | null): ChangeRate {
  const unit = UNITS[feature] ?? 'request';
  return { type: 'ChangeRate', feature, name: feature, unit, tokensPerUnit, effectiveFrom };
}
