import { consume, granted, reserve, settle } from '../testing/account-samples.js';
import { AccountStory } from '../testing/account-story.js';
import { amount } from '../tokens/index.js';

/** Caps, freezes and the balance, where they meet one another. */
const MODEL = 'gpt-5-nano';
const overdraft = { type: 'SetOverdraftLimit', model: MODEL, limit: amount('5000') } as const;
const account = AccountStory.of(granted({ amount: '1000' }));
const cap = { type: 'SetSpendingCaps', model: null, day: amount('100'), week: null, month: null } as const;
const unlimited = { type: 'SetUnlimited', model: MODEL, unlimited: true } as const;

it('never stops one that costs nothing, at a cap that is passed already', () => {
  const capped = account.then(consume('200')).then(cap);
  expect(capped.refused(consume('0', { operationId: 'nothing' }))).toBeNull();
  expect(capped.refused(consume('1', { operationId: 'more' }))).toMatchObject({ available: '0' });
});

it('names no overdraft where none might have been used', () => {
  const limited = account.then(overdraft);
  expect(limited.refused(reserve('401'))).toMatchObject({ code: 'insufficient-tokens', overdraft: '0' });
});

it('stops the settlement of an unlimited hold beyond its estimate, at a cap', () => {
  const held = account.then(unlimited).then(cap).then(reserve('20'));
  expect(held.refused(settle('41'))).toMatchObject({
    limitedBy: 'spending-cap',
    room: '50',
    scope: 'account',
    period: 'day',
    cap: '100',
    resetsAt: '2026-03-11T00:00:00.000Z',
  });
  expect(held.then(settle('40')).last('HoldSettled')).toMatchObject({ unlimited: true, tokens: '100' });
});

it('names the cap that is passed the furthest', () => {
  const two = { ...cap, week: amount('150') };
  const held = account.then(reserve('20')).then(consume('80')).then(two);
  expect(held.refused(settle('21'))).toMatchObject({ limitedBy: 'spending-cap', period: 'day', room: '0' });
});

it('stops it in a freeze, and has the policy cap record the rest as uncollected', () => {
  const freeze = { type: 'FreezeSpending', model: null, reason: 'sudden spike' } as const;
  const held = account
    .then(unlimited)
    .then(reserve('20', { overagePolicy: 'cap' }))
    .then(freeze);
  expect(held.then(settle('30')).last('HoldSettled')).toMatchObject({ tokens: '50', uncollected: '25' });
});

it('draws nothing for a limited hold that is settled in an allocation made unlimited since', () => {
  const held = AccountStory.of(granted({ amount: '1000' }))
    .then(reserve('100'))
    .then(unlimited);
  const settled = held.then(settle('100'));
  expect(settled.last('HoldSettled')).toMatchObject({ unlimited: true, drawn: [], tokens: '250' });
  expect(settled.terms()).toEqual({ granted: '1000', available: '1000' });
});

it('looks at the life of a hold before it looks at a freeze, for an extension as for a reservation', () => {
  const frozen = account
    .then(reserve('1'))
    .then({ type: 'FreezeSpending', model: null, reason: 'sudden spike' });
  const tooLong = { ttlSeconds: 3_601, ttlSecondsMax: 3_600 };
  for (const command of [
    reserve('1', { operationId: 'hold-2', ...tooLong }),
    { type: 'ExtendHold', holdId: 'hold-1', ...tooLong } as const,
  ]) {
    expect(frozen.refused(command)).toMatchObject({ code: 'hold-too-long' });
  }
});
