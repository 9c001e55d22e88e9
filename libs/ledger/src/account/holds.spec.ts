import { consume, granted, NOW, rates, reserve, settle } from '../testing/account-samples.js';
import { AccountStory, after } from '../testing/account-story.js';
import { amount } from '../tokens/index.js';

const release = { type: 'ReleaseHold', holdId: 'hold-1' } as const;
const extend = (ttlSeconds: number) =>
  ({ type: 'ExtendHold', holdId: 'hold-1', ttlSeconds, ttlSecondsMax: 3_600 }) as const;
const account = AccountStory.of(granted({ amount: '1000' }));
const held = account.then(reserve('100'));

it('sets tokens aside: available falls, held grows, nothing is spent', () => {
  expect(held.terms()).toEqual({ granted: '1000', available: '750', held: '250' });
  expect(held.last('TokensReserved')).toMatchObject({
    holdId: 'hold-1',
    tokens: '250',
    drawn: [{ grantId: 'grant-1', tokens: '250' }],
    balanceBefore: '1000',
    balanceAfter: '750',
    expiresAt: after(60).toISOString(),
  });
});

it('does not let others spend what is set aside', () => {
  expect(held.refused(consume('400'))).toMatchObject({
    code: 'insufficient-tokens',
    needed: '1000',
    available: '750',
    held: '250',
  });
});

it('charges what was used and gives the rest back', () => {
  const settled = held.then(settle('40'));
  expect(settled.terms()).toEqual({ granted: '1000', available: '900', spent: '100' });
  expect(settled.last('HoldSettled')).toMatchObject({
    units: '40',
    tokens: '100',
    held: '250',
    drawn: [{ grantId: 'grant-1', tokens: '100' }],
    returned: [{ grantId: 'grant-1', tokens: '150' }],
    uncollected: '0',
    balanceBefore: '750',
    balanceAfter: '900',
  });
});

it('gives the rest back to the very grants it came from, the last drawn first', () => {
  const two = AccountStory.of(
    granted({ grantId: 'first', amount: '100' }),
    granted({ grantId: 'second', amount: '500' }),
  );
  const settled = two.then(reserve('80')).then(settle('50'));
  expect(settled.last('HoldSettled')).toMatchObject({
    drawn: [
      { grantId: 'first', tokens: '100' },
      { grantId: 'second', tokens: '25' },
    ],
    returned: [{ grantId: 'second', tokens: '75' }],
  });
});

it('settles an aborted call with nothing delivered at no charge', () => {
  expect(held.then(settle('0')).terms()).toEqual({ granted: '1000', available: '1000' });
});

it('charges by the rate of the hold, whatever has become of the rate since', () => {
  const cheap = account.then(reserve('100', { rates: rates('1') }));
  expect(cheap.then(settle('100')).last('HoldSettled')).toMatchObject({ rate: '1', tokens: '100' });
});

it('refuses overage that is not available, and says what there is', () => {
  expect(held.refused(settle('401'))).toEqual({
    code: 'overage-refused',
    holdId: 'hold-1',
    needed: '1002.5',
    held: '250',
    available: '750',
    overagePolicy: 'reject',
    room: '750',
    limitedBy: 'balance',
    scope: null,
    period: null,
    cap: null,
    resetsAt: null,
  });
  expect(held.then(settle('400')).terms()).toEqual({ granted: '1000', spent: '1000' });
});

it('charges what there is by the policy cap, and records the rest as uncollected', () => {
  const capped = account.then(reserve('100', { overagePolicy: 'cap' })).then(settle('500'));
  expect(capped.terms()).toEqual({ granted: '1000', spent: '1000' });
  expect(capped.last('HoldSettled')).toMatchObject({ units: '500', tokens: '1000', uncollected: '250' });
});

it('overdraws by the policy overdraft, down to the limit and no further', () => {
  const limited = account.then({
    type: 'SetOverdraftLimit',
    model: 'gpt-5-nano',
    limit: amount('100'),
  });
  const reserved = limited.then(reserve('100', { overagePolicy: 'overdraft' }));
  expect(reserved.then(settle('440')).terms()).toEqual({ granted: '1000', spent: '1000', overdrawn: '100' });
  expect(reserved.refused(settle('441'))).toMatchObject({ room: '850', limitedBy: 'overdraft' });
});

it('frees the tokens at the instant of expiry, and records it with the next command', () => {
  expect(held.terms(after(59.999))).toMatchObject({ held: '250' });
  expect(held.terms(after(60))).toEqual({ granted: '1000', available: '1000' });
  const next = held.then(consume('400'), after(60));
  expect(next.types.slice(0, 2)).toEqual(['HoldExpired', 'TokensConsumed']);
});

it.each([
  ['settled', held.then(settle('1'))],
  ['released', held.then(release)],
  ['expired', held.then({ type: 'RecordDue' }, after(60))],
])('refuses to settle, release or extend a hold that is %s', (status, closed) => {
  for (const command of [settle('1'), release, extend(10)]) {
    expect(closed.refused(command, after(61))).toEqual({ code: 'hold-closed', holdId: 'hold-1', status });
  }
});

it('refuses to settle a hold whose time is over although nothing recorded it', () => {
  expect(held.refused(settle('1'), after(60))).toMatchObject({ code: 'hold-closed', status: 'expired' });
});

it('does not know a hold that was never made', () => {
  expect(account.refused(settle('1'))).toEqual({ code: 'hold-not-found', holdId: 'hold-1' });
});

it('extends a hold, never beyond its longest life, never shortening it', () => {
  const longer = held.then(extend(600), after(30));
  expect(longer.last('HoldExtended')).toMatchObject({ expiresAt: after(630).toISOString() });
  expect(longer.then(extend(10), after(31)).last('HoldExtended')).toMatchObject({
    expiresAt: after(630).toISOString(),
  });
  expect(longer.refused(extend(3_600), after(31))).toEqual({
    code: 'hold-too-long',
    asked: after(3_631).toISOString(),
    latest: after(3_600).toISOString(),
  });
});

it('keeps held tokens for the hold although their grant expires meanwhile', () => {
  const expiring = AccountStory.of(granted({ amount: '300', expiresAt: after(30).toISOString() }));
  const reserved = expiring.then(reserve('100'));
  expect(reserved.terms(after(40))).toEqual({ granted: '300', held: '250', expired: '50' });
  expect(reserved.then(settle('100'), after(40)).terms(after(40))).toEqual({
    granted: '300',
    spent: '250',
    expired: '50',
  });
  expect(reserved.then(release, after(40)).terms(after(40))).toEqual({ granted: '300', expired: '300' });
});

it('records use of an unlimited allocation without setting anything aside', () => {
  const unlimited = account.then({ type: 'SetUnlimited', model: 'gpt-5-nano', unlimited: true });
  const settled = unlimited.then(reserve('9999')).then(settle('10000'));
  expect(settled.last('HoldSettled')).toMatchObject({ unlimited: true, tokens: '25000', drawn: [] });
  expect(settled.terms()).toEqual({ granted: '1000', available: '1000' });
});

it('refuses a hold that would live too long', () => {
  expect(account.refused(reserve('1', { ttlSeconds: 3_601 }), NOW)).toMatchObject({ code: 'hold-too-long' });
});
