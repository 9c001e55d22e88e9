import fc from 'fast-check';
import { accountDecider } from '../account/account-decider.js';
import { allocationOf, type Account } from '../account/account.js';
import type { CreditedItem } from '../account/credit-purchase.js';
import { isRefusal } from '../decider/decider.js';
import { amount, microTokens } from '../tokens/index.js';
import { periodItems, periodOrder } from './period-order.js';
import { BASIC, SubscriptionStory, planPackage } from './testing/subscription-story.js';

const START = new Date('2026-01-31T10:00:00.000Z');
const ENDS = '2026-02-28T10:00:00.000Z';
const NEXT = '2026-03-31T10:00:00.000Z';
const ROLLING = planPackage('rolling', '1000', {
  allowances: [
    { model: 'a', tokens: '100', rollover: { rule: 'none' } },
    { model: 'b', tokens: '100', rollover: { rule: 'capped', cap: '40' } },
    { model: 'c', tokens: '100', rollover: { rule: 'all' } },
  ],
});

it('gives allowances that end with the period, are drawn before bought tokens and roll over by their rule', () => {
  const story = new SubscriptionStory(START);
  story.start(ROLLING);
  const items = periodItems(story.current.plan, story.current.period, NEXT);
  const common = { tokens: '100', priority: 50, expiresAfterDays: null, expiresAt: ENDS };
  expect(items).toEqual([
    { ...common, model: 'a', rollover: { rule: 'none' } },
    { ...common, model: 'b', rollover: { rule: 'capped', cap: '40', until: NEXT } },
    { ...common, model: 'c', rollover: { rule: 'all', until: NEXT } },
  ]);
});

it('is ordered with the price and the version that were agreed', () => {
  const story = new SubscriptionStory(START);
  story.start();
  const [attempt] = story.current.attempts;
  expect(attempt && periodOrder(story.current, attempt)).toMatchObject({
    purchaseId: 's-1.1.1',
    accountId: 'acc-1',
    packageId: 'basic',
    packageVersion: 0,
    price: BASIC.offer.kind === 'plan' ? BASIC.offer.price : null,
    subscriptionId: 's-1',
    items: [{ model: 'gpt-5-nano', expiresAt: ENDS }],
  });
});

function credit(account: Account, purchaseId: string, items: readonly CreditedItem[]): Account {
  const decision = accountDecider.decide(
    { type: 'CreditPurchase', purchaseId, packageName: purchaseId, items },
    account,
    START,
  );
  if (isRefusal(decision)) throw new Error(decision.code);
  return decision.reduce((state, event) => accountDecider.evolve(state, event), account);
}

const lots = fc.array(
  fc
    .record({
      tokens: fc.bigInt({ min: 1n, max: 10n ** 12n }),
      priority: fc.integer({ min: 0, max: 200 }),
      lifetimeDays: fc.option(fc.integer({ min: 1, max: 400 })),
    })
    .map(({ tokens, priority, lifetimeDays }) => ({
      model: 'c',
      amount: microTokens(tokens),
      priority,
      expiresAt: lifetimeDays === null ? null : new Date(START.getTime() + lifetimeDays * 86_400_000),
    })),
  { maxLength: 12 },
);

it('only adds: every grant that was in the account is there afterwards as it was', () => {
  const story = new SubscriptionStory(START);
  story.start(ROLLING);
  const allowance = periodItems(story.current.plan, story.current.period, NEXT).map((item) => ({
    grantId: `s-1.1.1.${item.model}`,
    model: item.model,
    amount: amount(item.tokens),
    priority: item.priority,
    expiresAt: new Date(ENDS),
    rollover: item.rollover,
  }));
  fc.assert(
    fc.property(lots, (bought) => {
      const before = bought.reduce(
        (account, lot, index) => credit(account, `p-${index}`, [{ ...lot, grantId: `g-${index}` }]),
        accountDecider.initialState,
      );
      const after = credit(before, 's-1.1.1', allowance);
      const grants = allocationOf(after, 'c').grants;
      const others = grants.filter(({ grantId }) => grantId !== 's-1.1.1.c');
      expect(others).toEqual(allocationOf(before, 'c').grants);
      expect(grants.length).toBe(others.length + 1);
    }),
  );
});
