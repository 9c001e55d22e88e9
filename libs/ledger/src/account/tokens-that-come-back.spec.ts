import { consume, granted, reserve } from '../testing/account-samples.js';
import { after, AccountStory } from '../testing/account-story.js';
import { amount } from '../tokens/index.js';
import type { ReverseCharge } from './reverse-charge.js';

/** To grants that are over, or to an allocation that is overdrawn: by holds that end, and by reversals. */
const MODEL = 'gpt-5-nano';
const release = { type: 'ReleaseHold', holdId: 'hold-1' } as const;
const overdraft = { type: 'SetOverdraftLimit', model: MODEL, limit: amount('5000') } as const;
const expiring = (rollover: 'none' | 'all') =>
  granted({
    amount: '300',
    expiresAt: after(30).toISOString(),
    rollover: rollover === 'none' ? { rule: 'none' } : { rule: 'all', until: after(100).toISOString() },
  });
const reversalOf = (story: AccountStory): ReverseCharge => {
  const charge = story.last('TokensConsumed');
  if (!charge) throw new Error('The story does not end with a consumption.');
  return {
    type: 'ReverseCharge',
    operationId: 'reversal-1',
    original: { ...charge, chargedAt: charge.consumedAt },
    amount: null,
    reason: 'the answer was empty',
    lapsed: 'lapse',
  };
};

it('expire at the moment at which they come back to an expired grant, not before', () => {
  const spent = AccountStory.of(expiring('none')).then(consume('100'));
  const reversed = spent.then(reversalOf(spent), after(60));
  expect(reversed.last('TokensExpired')).toMatchObject({ tokens: '250', expiredAt: after(60).toISOString() });
});

it('roll over at that moment, while the next period lasts', () => {
  const held = AccountStory.of(expiring('all')).then(reserve('120'));
  const released = held.then(release, after(50));
  expect(released.last('TokensRolledOver')).toMatchObject({
    tokens: '300',
    rolledOverAt: after(50).toISOString(),
    expiresAt: after(100).toISOString(),
  });
});

it('expire when the next period is over too', () => {
  const spent = AccountStory.of(expiring('all')).then(consume('120'));
  const reversed = spent.then(reversalOf(spent), after(100));
  expect(reversed.types.slice(0, 2)).toEqual(['ConsumptionReversed', 'TokensExpired']);
  expect(reversed.terms(after(100))).toEqual({ granted: '300', expired: '300' });
});

it('pay what is overdrawn at the moment at which their hold ends', () => {
  const overdrawn = AccountStory.of(granted({ amount: '300' }))
    .then(reserve('120'))
    .then(overdraft)
    .then(consume('100'));
  const later = overdrawn.then({ type: 'RecordDue' }, after(500));
  expect(later.types.slice(0, 2)).toEqual(['HoldExpired', 'OverdraftRepaid']);
  expect(later.last('OverdraftRepaid')).toMatchObject({ tokens: '250', repaidAt: after(60).toISOString() });
});

it('pay nothing that is overdrawn when their grant has expired: they expire', () => {
  const overdrawn = AccountStory.of(expiring('none'))
    .then(reserve('120'))
    .then(overdraft, after(30))
    .then(consume('100'), after(31));
  const released = overdrawn.then(release, after(32));
  expect(released.terms(after(32))).toEqual({ granted: '300', expired: '300', overdrawn: '250' });
});

it('pay nothing that is overdrawn when their grant was revoked: they are revoked', () => {
  const revoke = {
    type: 'RevokeGrant',
    grantId: 'grant-1',
    reason: 'fraud',
    onlyIfUnspent: false,
    evenIfPaid: false,
  } as const;
  const overdrawn = AccountStory.of(granted({ amount: '300' }))
    .then(reserve('100'))
    .then(revoke)
    .then(overdraft)
    .then(consume('100'));
  expect(overdrawn.then(release).terms()).toEqual({ granted: '300', revoked: '300', overdrawn: '250' });
});

it('leave to later expiries what the overdraft did not take', () => {
  const overdrawn = AccountStory.of(granted({ amount: '300', expiresAt: after(90).toISOString() }))
    .then(reserve('120'))
    .then(overdraft)
    .then(consume('100'));
  const later = overdrawn.then({ type: 'RecordDue' }, after(500));
  expect(later.types.slice(0, 3)).toEqual(['HoldExpired', 'OverdraftRepaid', 'TokensExpired']);
  expect(later.last('TokensExpired')).toMatchObject({ tokens: '50', balanceAfter: '0' });
});

it('are no credit: the thresholds stay parts of what the last one left to spend', () => {
  const overdrawn = AccountStory.of()
    .then({
      type: 'AdjustBalance',
      operationId: 'up',
      model: MODEL,
      direction: 'up',
      tokens: amount('300'),
      reason: 'goodwill',
    })
    .then(overdraft)
    .then(reserve('120'))
    .then(consume('108'));
  const released = overdrawn.then(release);
  expect(released.terms()).toEqual({ granted: '300', available: '30', spent: '270' });
  expect(released.last('BalanceThresholdCrossed')).toMatchObject({ threshold: 'warning', basis: '300' });
});

it('have a credit set the thresholds by what it leaves beside what it repays', () => {
  const credit = {
    type: 'GrantTokens',
    grantId: 'grant-2',
    model: MODEL,
    amount: amount('400'),
    source: 'bonus',
    priority: 100,
    expiresAt: null,
    reason: null,
  } as const;
  const credited = AccountStory.of(granted({ amount: '100' }))
    .then(overdraft)
    .then(consume('80'))
    .then(credit);
  expect(credited.terms()).toEqual({ granted: '500', available: '300', spent: '200' });
  const consumed = credited.then(consume('108', { operationId: 'operation-2' }));
  expect(consumed.last('BalanceThresholdCrossed')).toMatchObject({ remaining: '30', basis: '300' });
});
