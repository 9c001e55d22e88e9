import {
  accountDecider,
  evolveRate,
  initialRateHistory,
  isRefusal,
  rateDecider,
  type Account,
  type AccountCommand,
  type RateHistory,
} from '#libs/ledger';
import { randomInt } from 'node:crypto';
import { firstRates } from './histories/any-catalog.js';
import { anyCommand } from './histories/any-command.js';
import { anyPause } from './histories/any-pause.js';
import { Dice } from './histories/dice.js';
import { execute, lookAt } from './rules/execute.js';
import { NaiveAccount } from './rules/naive-account.js';
import { PriceList } from './rules/price-list.js';
import { Disagreement } from './running/disagreement.js';
import { comparable } from './running/explanation.js';
import { isSame } from './running/same.js';
import { seedToSeeAgain } from './running/seeds.js';

/** The quick look: one command after the other, the ledger's decisions only, nothing written anywhere. */
const HISTORIES = 40;
const COMMANDS = 120;
const START = Date.parse('2026-03-01T00:00:00Z');

const prices = new PriceList();
const rates = new Map<string, RateHistory>();
for (const command of firstRates(START)) {
  const decision = rateDecider.decide(command, initialRateHistory, new Date(START));
  if (isRefusal(decision)) throw new Error(`No rate of ${command.feature}: ${decision.code}.`);
  rates.set(command.feature, decision.reduce(evolveRate, initialRateHistory));
  prices.decide(command, START);
}

const ratesOf = (feature: string) => rates.get(feature) ?? initialRateHistory;

/** As the ledger decides it, and the state after it. */
function decide(command: AccountCommand, state: Account, now: Date) {
  const priced = 'rates' in command ? { ...command, rates: ratesOf(command.feature) } : command;
  const decision = accountDecider.decide(priced, state, now);
  if (isRefusal(decision)) return { found: { refusal: decision }, after: state };
  const found = { refusal: null, events: decision };
  return { found, after: decision.reduce(accountDecider.evolve, state) };
}

function live(seed: number, history: number): void {
  const dice = new Dice(seed).for(history);
  const account = new NaiveAccount(prices);
  let state: Account = accountDecider.initialState;
  let now = START;
  for (let step = 0; step < COMMANDS; step += 1) {
    now += anyPause(dice, [account], now);
    const operationId = `op-${step}`;
    const command = lookAt(account, now, () => anyCommand({ dice, account, operationId, now }));
    const { found, after } = decide(command, state, new Date(now));
    const expected = execute(account, command, now);
    if (!isSame(comparable(found), comparable(expected))) {
      const deed = { kind: 'one', sendings: [{ operationId, command, process: 0 }] } as const;
      const place = { seed, accountId: `${history} in memory`, step, now, deed };
      throw new Disagreement(place, { between: 'the decision', expected, found });
    }
    state = after;
  }
}

it('decides every command of any history as the naive ledger does', () => {
  const seed = seedToSeeAgain() ?? randomInt(2 ** 31);
  for (let history = 0; history < HISTORIES; history += 1) live(seed, history);
});
