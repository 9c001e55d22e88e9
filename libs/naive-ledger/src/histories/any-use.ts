import { microTokens } from '#libs/ledger/tokens';
import { initialRateHistory } from '#libs/ledger';
import type { ConsumeTokens, Quantity } from '#libs/ledger';
import { available, held, overdraftRoom } from '../rules/balances.js';
import { latest, type NaiveAccount } from '../rules/naive-account.js';
import { least, room, type Tokens } from '../rules/figures.js';
import { capsOn } from '../rules/spending.js';
import type { Moment } from './any-command.js';
import type { Dice } from './dice.js';

export const MODELS = ['nano', 'claude', 'embedding'] as const;
/** A token of it is a token, so any number of them can be asked for exactly. */
export const PLAIN = 'plain';
export const FEATURES = [PLAIN, 'words', 'letters', 'seconds', 'tiny', 'later'] as const;
const TEXTS = [
  '',
  'It is, in short, exact.',
  'né',
  '一句 中文',
  'one two three four five six seven',
] as const;

/** Of what use is a model that nobody holds? Rarely one that is not there; few, so that much happens to each. */
export function anyModel({ dice, account }: Moment): string {
  if (dice.chance(0.01)) return 'never-held';
  return dice.anyOf(account.models.slice(0, 2)) ?? dice.oneOf(MODELS);
}

/** To give something for, or to set something of. */
export function anyModelToGrant({ dice, account }: Moment): string {
  const known = dice.chance(0.8) ? dice.anyOf(account.models.slice(0, 2)) : undefined;
  return known ?? dice.oneOf(MODELS);
}

export function anyConsumption(moment: Moment): ConsumeTokens {
  const { operationId } = moment;
  return { type: 'ConsumeTokens', operationId, ...anyUse(moment, anyModel(moment)) };
}

/** The rates are found when the command is carried out. */
export function anyUse(moment: Moment, model: string) {
  const { dice } = moment;
  const feature = dice.chance(0.8) ? PLAIN : dice.oneOf(FEATURES);
  const quantity = feature === PLAIN ? unitsFor(tokensToUse(moment, model)) : anyQuantity(dice);
  return { model, feature, quantity, rates: initialRateHistory };
}

export function anyQuantity(dice: Dice): Quantity {
  if (dice.chance(0.15)) return { text: dice.oneOf(TEXTS) };
  if (dice.chance(0.02)) return unitsFor(10n ** 24n - 1_000_000n);
  return unitsFor(BigInt(dice.whole(0, 60)) * (dice.chance(0.1) ? 25_000n : 500_000n));
}

export function unitsFor(units: Tokens): Quantity {
  return { units: microTokens(units > 0n ? units : 0n) };
}

/** What there is room for, and where something changes: at everything there is, at every limit, and a millionth beyond. */
function tokensToUse(moment: Moment, model: string): Tokens {
  const { account, dice, now } = moment;
  const there = available(account, model);
  const overdraft = overdraftRoom(account, model);
  const caps = capsOn(account, model, now).map(({ left }) => left);
  const most = room(least(there + overdraft, ...caps));
  const edge = dice.oneOf([0n, 0n, 0n, 1n, -1n]);
  return dice.choose([
    [14, () => (least(most, there) * BigInt(dice.whole(1, 60))) / 100n],
    [10, () => least(most, BigInt(dice.whole(1, 40)) * 1_000_000n)],
    [5, () => most],
    [3, () => there + edge],
    [3, () => there + (overdraft * BigInt(dice.whole(0, 4))) / 4n + edge],
    [1.5, () => (dice.anyOf(caps) ?? most) + edge],
    [0.7, () => most + BigInt(dice.whole(1, 9))],
    [2, () => there - belowThreshold(account, model, dice)],
    [1, () => 0n],
  ]);
}

/** What must stay available for a threshold to be just passed. */
function belowThreshold(account: NaiveAccount, model: string, dice: Dice): Tokens {
  const basis = latest(account.bases, model)?.basis ?? 0n;
  return basis / dice.oneOf([10n, 20n]) - held(account, model);
}
