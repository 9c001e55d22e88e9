import { accountDecider } from '../account/account-decider.js';
import { availableIn } from '../account/allocation.js';
import type { AccountEvent } from '../account/account.events.js';
import { everyAccountEvent } from '../testing/every-event.js';
import { amount } from '../tokens/index.js';
import { upcast, type StoredEvent } from './upcast.js';

/** Stored by the first version, before grants were scheduled or rolled over and rates had multipliers. */
const STORED = [
  {
    type: 'TokensGranted',
    data: {
      grantId: 'grant-1',
      model: 'gpt-5-nano',
      amount: '1000',
      source: 'bonus',
      priority: 100,
      expiresAt: '2026-02-01T00:00:00.000Z',
      reason: null,
      grantedAt: '2026-01-01T00:00:00.000Z',
      balanceAfter: '1000',
    },
  },
  {
    type: 'TokensConsumed',
    data: {
      operationId: 'operation-1',
      model: 'gpt-5-nano',
      feature: 'ai_bots',
      units: '100',
      unit: 'word',
      rate: '2.5',
      rateRevision: 0,
      tokens: '250',
      drawn: [{ grantId: 'grant-1', tokens: '250' }],
      unlimited: false,
      balanceBefore: '1000',
      balanceAfter: '750',
      consumedAt: '2026-01-02T00:00:00.000Z',
    },
  },
  {
    type: 'TokensPurchased',
    data: {
      purchaseId: 'purchase-1',
      packageName: 'Starter',
      items: [
        {
          grantId: 'paid',
          model: 'gpt-5-nano',
          amount: '10',
          priority: 100,
          expiresAt: null,
          balanceAfter: '760',
        },
      ],
      purchasedAt: '2026-01-03T00:00:00.000Z',
    },
  },
  {
    type: 'TokensExpired',
    data: {
      grantId: 'grant-1',
      model: 'gpt-5-nano',
      amount: '750',
      expiredAt: '2026-02-01T00:00:00.000Z',
      balanceAfter: '10',
    },
  },
] as const;

it('reads a history of the first version as the same balance', () => {
  const events = STORED.map((stored) => upcast(stored)) as unknown as AccountEvent[]; // in today's shape now
  const account = events.reduce(accountDecider.evolve, accountDecider.initialState);
  const allocation = account.allocations.get('gpt-5-nano');
  expect(allocation && availableIn(allocation)).toBe(amount('10'));
  expect(allocation).toMatchObject({ granted: amount('1010'), spent: amount('250'), expired: amount('750') });
});

it('fills in what was added since, and only where it is missing', () => {
  expect(upcast(STORED[0]).data).toEqual({
    ...STORED[0].data,
    effectiveFrom: '2026-01-01T00:00:00.000Z',
    rollover: { rule: 'none' },
  });
  const today = { type: 'TokensConsumed', data: { ...STORED[1].data, multiplier: '2', overdrawn: '1' } };
  expect(upcast(today)).toEqual(today);
});

it('gives a renamed field its name of today', () => {
  const { amount: tokens, ...rest } = STORED[3].data;
  expect(upcast(STORED[3]).data).toEqual({ ...rest, tokens });
});

it.each(everyAccountEvent().map((event) => [event.type, event] as const))(
  'leaves a %s of today as it is, to the byte',
  (_type, event) => {
    const stored = event as unknown as StoredEvent; // data of an event are JSON
    expect(JSON.stringify(upcast(stored))).toBe(JSON.stringify(event));
  },
);

it('leaves what is stored as it is', () => {
  const before = JSON.stringify(STORED);
  STORED.forEach((stored) => upcast(stored));
  expect(JSON.stringify(STORED)).toBe(before);
});

it('passes on what it does not know', () => {
  const foreign = { type: 'toString', data: { a: 1 } };
  expect(upcast(foreign)).toBe(foreign);
});
