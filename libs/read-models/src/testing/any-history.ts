import { microTokens, type AccountCommand, type RolloverRule } from '#libs/ledger';
import fc from 'fast-check';
import { correctionStep, holdStep, limitStep } from './any-history-steps.js';
import { subscriptionStep, topUpStep } from './any-history-billing-steps.js';
import { packageStep, purchaseStep } from './any-history-store-steps.js';
import { LedgerHistory } from './ledger-history.js';

const ACCOUNTS = ['acc-1', 'acc-2', 'acc-3'];
const MODELS = ['gpt-5-nano', 'claude', 'embedding'];
const FEATURES = ['ai_bots', 'training'];
const START = Date.parse('2026-01-01T00:00:00Z');
const HOUR_MS = 3_600_000;

/** A history that knows when its last event happened. */
export class DatedHistory extends LedgerHistory {
  now = new Date(START);
}

type Step = (history: DatedHistory, id: string, now: Date) => void;

const account = fc.constantFrom(...ACCOUNTS);
const model = fc.constantFrom(...MODELS);
const feature = fc.constantFrom(...FEATURES);
const priority = fc.integer({ min: 0, max: 3 });
/** Up to a thousand tokens, down to the millionth of one. */
const tokens = fc.bigInt({ min: 1n, max: 1_000_000_000n }).map(microTokens);
/** Rates with one decimal: no product with six-place units is refused too often. */
const rate = fc.bigInt({ min: 1n, max: 50n }).map((tenths) => microTokens(tenths * 100_000n));
const units = fc.bigInt({ min: 0n, max: 2_000n }).map((tenths) => microTokens(tenths * 100_000n));
const expiryHours = fc.option(fc.integer({ min: 1, max: 24 * 60 }), { nil: null });

const later = (now: Date, hours: number | null) =>
  hours === null ? null : new Date(now.getTime() + hours * HOUR_MS);

const command = (accountId: string, of: (id: string, now: Date) => AccountCommand): Step => {
  return (history, id, now) => void history.account(accountId, of(id, now), now);
};

function rolloverOf(rule: RolloverRule['rule'], end: Date | null): RolloverRule {
  const until = end?.toISOString() ?? '';
  if (rule === 'capped') return { rule, cap: '100', until };
  return rule === 'all' ? { rule, until } : { rule };
}

const grant = fc
  .record({
    accountId: account,
    model,
    amount: tokens,
    priority,
    hours: expiryHours,
    startsAfter: fc.option(fc.integer({ min: 1, max: 200 }), { nil: null, freq: 3 }),
    rollover: fc.constantFrom('none' as const, 'all' as const, 'capped' as const),
  })
  .map(({ accountId, hours, startsAfter, rollover, ...terms }) =>
    command(accountId, (grantId, now) => ({
      type: 'GrantTokens',
      grantId,
      source: 'bonus',
      reason: hours === null ? null : `for ${hours} hours`,
      effectiveFrom: later(now, startsAfter),
      expiresAt: later(now, hours),
      rollover: rolloverOf(rollover, later(now, (hours ?? 0) + 300)),
      ...terms,
    })),
  );

const purchase = fc
  .record({
    accountId: account,
    items: fc.array(fc.record({ model, amount: tokens, priority, hours: expiryHours }), {
      minLength: 1,
      maxLength: 3,
    }),
  })
  .map(({ accountId, items }) =>
    command(accountId, (purchaseId, now) => ({
      type: 'CreditPurchase',
      purchaseId,
      packageName: 'Bundle',
      items: items.map(({ hours, ...item }, index) => ({
        ...item,
        grantId: `${purchaseId}-${index}`,
        expiresAt: later(now, hours),
      })),
    })),
  );

function consumeBy(account: fc.Arbitrary<string>): fc.Arbitrary<Step> {
  return fc
    .record({ accountId: account, model, feature, units })
    .map(({ accountId, model, feature, units }) => (history, _id, now) => {
      history.consume(accountId, { model, feature, quantity: { units } }, now);
    });
}

const setUnlimited = fc
  .record({ accountId: account, model, unlimited: fc.boolean() })
  .map(({ accountId, ...rest }) => command(accountId, () => ({ type: 'SetUnlimited', ...rest })));

const expire = account.map((accountId) => command(accountId, () => ({ type: 'RecordDue' })));

const changeRate = fc
  .record({ feature, tokensPerUnit: rate, hours: expiryHours })
  .map(({ feature, tokensPerUnit, hours }): Step => (history, id, now) => {
    history.rate({ feature, name: id, unit: 'word', tokensPerUnit, effectiveFrom: later(now, hours) }, now);
  });

const defineModel = model.map((key): Step => (history, id, now) => {
  history.model({ model: key, name: id, engine: 'openai' }, now);
});

const step = fc.oneof(
  { weight: 3, arbitrary: grant },
  { weight: 1, arbitrary: purchase },
  { weight: 8, arbitrary: consumeBy(account) },
  { weight: 1, arbitrary: setUnlimited },
  { weight: 4, arbitrary: holdStep(ACCOUNTS, MODELS) },
  { weight: 2, arbitrary: correctionStep(ACCOUNTS, MODELS) },
  { weight: 2, arbitrary: limitStep(ACCOUNTS, MODELS) },
  { weight: 1, arbitrary: expire },
  { weight: 1, arbitrary: changeRate },
  { weight: 1, arbitrary: defineModel },
  { weight: 1, arbitrary: packageStep(MODELS) },
  { weight: 3, arbitrary: purchaseStep(ACCOUNTS) },
  { weight: 2, arbitrary: subscriptionStep(ACCOUNTS) },
  { weight: 2, arbitrary: topUpStep(ACCOUNTS, MODELS) },
);

/** Any history that the ledger can write: commands at random moments, what it refuses left out. */
export const aHistory: fc.Arbitrary<DatedHistory> = historyOf(step, { hoursMax: 96, begin: setRates });

/** Of one account only, close together: caps are reached, and periods end between a charge and its reversal. */
export const aLimitedHistory: fc.Arbitrary<DatedHistory> = historyOf(
  fc.oneof(
    { weight: 4, arbitrary: consumeBy(fc.constant('acc-1')) },
    { weight: 3, arbitrary: holdStep(['acc-1'], MODELS) },
    { weight: 3, arbitrary: correctionStep(['acc-1'], MODELS) },
    { weight: 3, arbitrary: limitStep(['acc-1'], MODELS) },
  ),
  { hoursMax: 16, begin: beginUnlimited },
);

/** Of one account that is never refused, over most of a year: its days are of 23 and 25 hours too. */
export const aYearOfUsage: fc.Arbitrary<DatedHistory> = historyOf(
  fc.oneof(
    { weight: 4, arbitrary: consumeBy(fc.constant('acc-1')) },
    { weight: 1, arbitrary: holdStep(['acc-1'], MODELS) },
    { weight: 1, arbitrary: correctionStep(['acc-1'], MODELS) },
  ),
  { hoursMax: 12 * 24, begin: beginUnlimited },
);

/** Of packages that come, change and go, and of purchases of them. */
export const aStoreHistory: fc.Arbitrary<DatedHistory> = historyOf(
  fc.oneof({ weight: 1, arbitrary: packageStep(MODELS) }, { weight: 4, arbitrary: purchaseStep(ACCOUNTS) }),
  { hoursMax: 2, begin: () => undefined },
);

/** Of subscriptions and top-ups, over months. */
export const aBillingHistory: fc.Arbitrary<DatedHistory> = historyOf(
  fc.oneof(
    { weight: 3, arbitrary: subscriptionStep(ACCOUNTS) },
    { weight: 1, arbitrary: topUpStep(ACCOUNTS, MODELS) },
  ),
  { hoursMax: 200, begin: () => undefined },
);

interface Course {
  /** Between one command and the next. */
  readonly hoursMax: number;
  readonly begin: (history: DatedHistory) => void;
}

function historyOf(step: fc.Arbitrary<Step>, { hoursMax, begin }: Course): fc.Arbitrary<DatedHistory> {
  return fc
    .array(fc.record({ step, hours: fc.integer({ min: 0, max: hoursMax }) }), { minLength: 5, maxLength: 60 })
    .map((steps) => {
      const history = new DatedHistory();
      begin(history);
      for (const [index, { step: act, hours }] of steps.entries()) {
        history.now = new Date(history.now.getTime() + hours * HOUR_MS);
        act(history, `id-${index}`, history.now);
      }
      return history;
    });
}

function beginUnlimited(history: DatedHistory): void {
  setRates(history);
  for (const model of MODELS) {
    history.account('acc-1', { type: 'SetUnlimited', model, unlimited: true }, history.now);
  }
}

function setRates(history: DatedHistory): void {
  for (const feature of FEATURES) {
    history.rate(
      { feature, name: feature, unit: 'word', tokensPerUnit: microTokens(1_500_000n), effectiveFrom: null },
      history.now,
    );
  }
}
