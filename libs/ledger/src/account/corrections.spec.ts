import { consume, granted, NOW } from '../testing/account-samples.js';
import { AccountStory, after } from '../testing/account-story.js';
import { amount } from '../tokens/index.js';
import type { ReverseCharge } from './reverse-charge.js';
import type { RevokeGrant } from './revoke-grant.js';

const MODEL = 'gpt-5-nano';
const revoke = (changes: Partial<RevokeGrant> = {}): RevokeGrant => ({
  type: 'RevokeGrant',
  grantId: 'grant-1',
  reason: 'fraud',
  onlyIfUnspent: false,
  evenIfPaid: false,
  ...changes,
});
const adjust = (direction: 'up' | 'down', tokens: string) =>
  ({
    type: 'AdjustBalance',
    operationId: 'adjustment-1',
    model: MODEL,
    direction,
    tokens: amount(tokens),
    reason: 'counted twice',
  }) as const;

/** Reverses the consumption with which the story ended. */
function reversalOf(story: AccountStory, changes: Partial<ReverseCharge> = {}): ReverseCharge {
  const charge = story.last('TokensConsumed');
  if (!charge) throw new Error('The story does not end with a consumption.');
  const original = { ...charge, chargedAt: charge.consumedAt };
  return {
    type: 'ReverseCharge',
    operationId: 'reversal-1',
    original,
    amount: null,
    reason: 'the answer was empty',
    lapsed: 'lapse',
    ...changes,
  };
}

describe('reversing a consumption', () => {
  const spent = AccountStory.of(
    granted({ grantId: 'first', amount: '100' }),
    granted({ grantId: 'second', amount: '900' }),
  ).then(consume('80'));

  it('gives everything back to the grants it came from', () => {
    const reversed = spent.then(reversalOf(spent));
    expect(reversed.terms()).toEqual({ granted: '1000', available: '1000' });
    expect(reversed.last('ConsumptionReversed')).toMatchObject({
      tokens: '200',
      returned: [
        { grantId: 'second', tokens: '100' },
        { grantId: 'first', tokens: '100' },
      ],
      reason: 'the answer was empty',
    });
  });

  it('gives a part back, the last drawn first, and later the rest', () => {
    const part = spent.then(reversalOf(spent, { amount: amount('150') }));
    expect(part.last('ConsumptionReversed')?.returned).toEqual([
      { grantId: 'second', tokens: '100' },
      { grantId: 'first', tokens: '50' },
    ]);
    const rest = part.then(reversalOf(spent, { operationId: 'reversal-2' }));
    expect(rest.last('ConsumptionReversed')).toMatchObject({
      tokens: '50',
      returned: [{ grantId: 'first', tokens: '50' }],
    });
    expect(rest.terms()).toEqual({ granted: '1000', available: '1000' });
  });

  it('never gives back more than was taken', () => {
    const part = spent.then(reversalOf(spent, { amount: amount('150') }));
    expect(part.refused(reversalOf(spent, { amount: amount('50.000001') }))).toEqual({
      code: 'reversal-exceeds-charge',
      operationId: 'operation-1',
      asked: '50.000001',
      reversible: '50',
    });
  });

  describe('when the grant has expired since', () => {
    const expiring = AccountStory.of(granted({ amount: '300', expiresAt: after(60).toISOString() })).then(
      consume('100'),
    );

    it('lets the tokens lapse, and says so with the next event', () => {
      const reversed = expiring.then(reversalOf(expiring), after(61));
      expect(reversed.types).toEqual([
        'TokensExpired',
        'BalanceThresholdCrossed',
        'BalanceThresholdCrossed',
        'BalanceThresholdCrossed',
        'ConsumptionReversed',
        'TokensExpired',
      ]);
      expect(reversed.terms(after(61))).toEqual({ granted: '300', expired: '300' });
    });

    it('grants them anew where the correction says so', () => {
      const reversed = expiring.then(reversalOf(expiring, { lapsed: 'regrant' }), after(61));
      expect(reversed.last('ConsumptionReversed')).toMatchObject({
        returned: [],
        regranted: { grantId: 'reversal-1', tokens: '250' },
      });
      expect(reversed.terms(after(61))).toMatchObject({ available: '250' });
    });
  });

  it('takes back what was recorded of an unlimited allocation', () => {
    const unlimited = AccountStory.of(granted())
      .then({ type: 'SetUnlimited', model: MODEL, unlimited: true })
      .then(consume('80'));
    const reversed = unlimited.then(reversalOf(unlimited));
    expect(reversed.last('ConsumptionReversed')).toMatchObject({ tokens: '200', returned: [] });
    expect(reversed.refused(reversalOf(unlimited))).toMatchObject({ reversible: '0' });
  });
});

describe('adjusting a balance', () => {
  const account = AccountStory.of(granted({ amount: '1000' }));

  it('goes up by a correction grant', () => {
    const adjusted = account.then(adjust('up', '5'));
    expect(adjusted.last('BalanceAdjusted')).toMatchObject({ grantId: 'adjustment-1', balanceAfter: '1005' });
    expect(adjusted.terms()).toEqual({ granted: '1005', available: '1005' });
  });

  it('goes down by what is revoked of the grants, in drawing order', () => {
    expect(account.then(adjust('down', '5')).terms()).toEqual({
      granted: '1000',
      available: '995',
      revoked: '5',
    });
  });

  it('never takes more than there is', () => {
    expect(account.refused(adjust('down', '1000.000001'))).toMatchObject({ code: 'insufficient-tokens' });
  });
});

describe('revoking a grant', () => {
  const account = AccountStory.of(granted({ amount: '1000' }));

  it('takes away what is left of it', () => {
    const revoked = account.then(consume('100')).then(revoke());
    expect(revoked.terms()).toEqual({ granted: '1000', spent: '250', revoked: '750' });
    expect(revoked.last('TokensRevoked')).toMatchObject({ tokens: '750', voided: false, reason: 'fraud' });
    expect(revoked.refused(revoke())).toEqual({ code: 'grant-closed', grantId: 'grant-1' });
  });

  it('voids one of which nothing was used, and refuses to void another', () => {
    expect(account.then(revoke({ onlyIfUnspent: true })).last('TokensRevoked')).toMatchObject({
      voided: true,
    });
    expect(account.then(consume('1')).refused(revoke({ onlyIfUnspent: true }))).toMatchObject({
      code: 'grant-spent',
      remaining: '997.5',
    });
  });

  it('revokes what a reversal brings back to it later', () => {
    const spent = account.then(consume('100'));
    const reversed = spent.then(revoke()).then(reversalOf(spent));
    expect(reversed.terms()).toEqual({ granted: '1000', revoked: '1000' });
  });

  it('does not refund a purchase, unless an administrator insists', () => {
    const bought = AccountStory.of().then({
      type: 'CreditPurchase',
      purchaseId: 'purchase-1',
      packageName: 'Starter',
      items: [{ grantId: 'paid', model: MODEL, amount: amount('10'), priority: 100, expiresAt: null }],
    });
    expect(bought.refused(revoke({ grantId: 'paid' }))).toEqual({
      code: 'purchase-not-refundable',
      grantId: 'paid',
    });
    expect(bought.then(revoke({ grantId: 'paid', evenIfPaid: true })).terms()).toMatchObject({
      revoked: '10',
    });
  });

  it('knows no grant of another account', () => {
    expect(account.refused(revoke({ grantId: 'foreign' }), NOW)).toMatchObject({ code: 'grant-not-found' });
  });
});
