import { amount, type AccountEvent } from '#libs/ledger';
import type { AccountFact } from '../events/fact.js';
import { foldBalances } from './balances.projection.js';

let revision = 0n;
const fact = (event: AccountEvent, accountId = 'acc-1'): AccountFact => {
  revision += 1n;
  const origin = { actor: 'user:ada', operationId: `op-${revision}` };
  return { about: 'account', accountId, event, revision, position: revision * 10n, ...origin };
};

const granted = (grantId: string, tokens: string): AccountEvent => ({
  type: 'TokensGranted',
  data: {
    grantId,
    model: 'gpt-5-nano',
    amount: tokens,
    source: 'bonus',
    priority: 100,
    effectiveFrom: '2026-01-01T00:00:00.000Z',
    expiresAt: null,
    rollover: { rule: 'none' },
    reason: 'Welcome',
    grantedAt: '2026-01-01T00:00:00.000Z',
    balanceAfter: tokens,
  },
});

const consumed = (tokens: string, from: string | null): AccountEvent => ({
  type: 'TokensConsumed',
  data: {
    operationId: 'op-1',
    model: 'gpt-5-nano',
    feature: 'ai_bots',
    units: tokens,
    unit: 'word',
    rate: '1',
    multiplier: '1',
    rateRevision: 0,
    tokens,
    drawn: from === null ? [] : [{ grantId: from, tokens }],
    overdrawn: '0',
    unlimited: from === null,
    balanceBefore: '0',
    balanceAfter: '0',
    consumedAt: '2026-01-02T00:00:00.000Z',
  },
});

const allocationsOf = (events: readonly AccountEvent[]) => [
  ...foldBalances(events.map((event) => fact(event))).allocations.values(),
];

it('adds up what happens to an allocation in a batch', () => {
  expect(allocationsOf([granted('g-1', '100'), consumed('2.5', 'g-1'), consumed('0.000001', 'g-1')])).toEqual(
    [
      {
        accountId: 'acc-1',
        model: 'gpt-5-nano',
        terms: {
          granted: amount('100'),
          held: 0n,
          spent: amount('2.500001'),
          expired: 0n,
          revoked: 0n,
          unlimitedSpent: 0n,
          overdrawn: 0n,
        },
        unlimited: null,
        overdraftLimit: null,
        alertLevel: null,
        credited: { remaining: amount('100'), held: 0n, overdrawn: 0n },
      },
    ],
  );
});

it('keeps accounts and models apart', () => {
  const facts = [fact(granted('g-1', '1'), 'acc-1'), fact(granted('g-1', '2'), 'acc-2')];
  const { allocations, entered } = foldBalances(facts);
  expect([...allocations.values()].map((each) => [each.accountId, each.terms.granted])).toEqual([
    ['acc-1', amount('1')],
    ['acc-2', amount('2')],
  ]);
  expect(entered.size).toBe(2);
});

it('adds up what is drawn from a grant, whether or not it entered with the same batch', () => {
  const { entered, grants } = foldBalances([
    fact(granted('g-1', '100')),
    fact(consumed('30', 'g-1')),
    fact(consumed('12', 'g-1')),
    fact(consumed('1', 'g-0')),
  ]);
  expect([...entered.values()]).toMatchObject([{ grantId: 'g-1', label: 'Welcome', amount: amount('100') }]);
  expect([...grants.values()]).toMatchObject([
    { grantId: 'g-1', remaining: amount('-42') },
    { grantId: 'g-0', remaining: amount('-1') },
  ]);
});

it('takes what expires out of its grant', () => {
  const expired: AccountEvent = {
    type: 'TokensExpired',
    data: {
      grantId: 'g-1',
      model: 'gpt-5-nano',
      tokens: '70',
      expiredAt: '2026-02-01T00:00:00.000Z',
      balanceAfter: '0',
    },
  };
  const { allocations, grants } = foldBalances([fact(expired)]);
  expect([...allocations.values()]).toMatchObject([{ terms: { expired: amount('70'), spent: 0n } }]);
  expect([...grants.values()]).toMatchObject([{ remaining: amount('-70') }]);
});

it('enters every model of a bundle, with the name of the package', () => {
  const item = {
    grantId: 'g-1',
    model: 'a',
    amount: '1',
    priority: 100,
    effectiveFrom: '2026-01-01T00:00:00.000Z',
    expiresAt: null,
    rollover: { rule: 'none' },
    balanceAfter: '1',
  } as const;
  const purchased: AccountEvent = {
    type: 'TokensPurchased',
    data: {
      purchaseId: 'p-1',
      packageName: 'Starter',
      items: [item, { ...item, grantId: 'g-2', model: 'b' }],
      purchasedAt: '2026-01-01T00:00:00.000Z',
    },
  };
  expect([...foldBalances([fact(purchased)]).entered.values()]).toMatchObject([
    { grantId: 'g-1', model: 'a', source: 'purchase', label: 'Starter', item: 0 },
    { grantId: 'g-2', model: 'b', source: 'purchase', label: 'Starter', item: 1 },
  ]);
});

it('keeps the last word on whether an allocation is unlimited', () => {
  const data = { model: 'gpt-5-nano', at: '2026-01-01T00:00:00.000Z' };
  const on: AccountEvent = { type: 'AllocationMadeUnlimited', data };
  const off: AccountEvent = { type: 'AllocationMadeLimited', data };
  expect(allocationsOf([on, consumed('5', null), off])).toMatchObject([
    { unlimited: false, terms: { unlimitedSpent: amount('5'), spent: 0n } },
  ]);
  expect(allocationsOf([off, on])).toMatchObject([{ unlimited: true }]);
});
