import { isRefusal } from '../decider/decider.js';
import { after, AccountStory } from '../testing/account-story.js';
import { consume, granted, NOW, rates, reserve, settle } from '../testing/account-samples.js';
import { amount } from '../tokens/index.js';
import { accountDecider } from './account-decider.js';
import { GRANTS_MAX } from './entry-limits.js';
import type { GrantTokens } from './grant-tokens.js';
import { HOLDS_MAX } from './hold.js';

/** What the log cannot hold, nobody may ask for: one figure too large would stop whoever reads it. */
const MODEL = 'gpt-5-nano';
const MOST = '999999999999999999.999999';
const unlimited = { type: 'SetUnlimited', model: MODEL, unlimited: true } as const;
const grant = (grantId: string, tokens: string, changes: Partial<GrantTokens> = {}): GrantTokens => ({
  type: 'GrantTokens',
  grantId,
  model: MODEL,
  amount: amount(tokens),
  source: 'bonus',
  priority: 100,
  expiresAt: null,
  reason: null,
  ...changes,
});
const account = AccountStory.of(granted({ amount: '1000' }));

it('charges no more than can be written', () => {
  const endless = account.then(unlimited);
  expect(
    endless.then(consume('999999999999999999', { rates: rates('1') })).last('TokensConsumed'),
  ).toMatchObject({
    tokens: '999999999999999999',
  });
  expect(endless.refused(consume('999999999999999999', { rates: rates('2') }))).toEqual({
    code: 'amount-too-large',
    model: MODEL,
    amount: '1999999999999999998',
    maximum: MOST,
  });
});

it('settles no more than can be written, whatever the policy', () => {
  const held = account.then(reserve('1', { overagePolicy: 'cap' }));
  expect(held.refused(settle('999999999999999999'))).toMatchObject({ code: 'amount-too-large' });
});

it('lets no more enter an allocation than can be written, scheduled tokens and corrections included', () => {
  const full = account.then(grant('rest', '999999999999998999.999999', { effectiveFrom: after(60) }));
  const tooLarge = { code: 'amount-too-large', amount: '1000000000000000000', maximum: MOST };
  expect(full.refused(grant('more', '0.000001'))).toMatchObject(tooLarge);
  const up = {
    type: 'AdjustBalance',
    operationId: 'up',
    model: MODEL,
    direction: 'up',
    reason: 'x',
  } as const;
  expect(full.refused({ ...up, tokens: amount('0.000001') })).toMatchObject(tooLarge);
  const item = { grantId: 'i', model: MODEL, amount: amount('1'), priority: 1, expiresAt: null };
  const bought = { type: 'CreditPurchase', purchaseId: 'p', packageName: 'P', items: [item] } as const;
  expect(full.refused(bought)).toMatchObject({ code: 'amount-too-large' });
  expect(full.refused({ ...grant('other', '1'), model: 'claude' })).toBeNull();
});

it('has so many open grants and holds at most, and all of them may end with one command', () => {
  let state = accountDecider.initialState;
  const decide = (command: Parameters<typeof accountDecider.decide>[0], now = NOW) => {
    const decision = accountDecider.decide(command, state, now);
    if (isRefusal(decision)) return decision;
    state = decision.reduce(accountDecider.evolve, state);
    return decision;
  };
  const expiresAt = after(1);
  for (let n = 0; n < GRANTS_MAX; n += 1) decide(grant(`grant-${n}`, '10', { expiresAt }));
  expect(decide(grant('one-more', '1'))).toEqual({ code: 'too-many-grants', maximum: GRANTS_MAX });
  for (let n = 0; n < HOLDS_MAX; n += 1) decide(reserve('1', { operationId: `hold-${n}` }));
  expect(decide(reserve('1', { operationId: 'one-more' }))).toEqual({
    code: 'too-many-holds',
    maximum: HOLDS_MAX,
  });
  const recorded = decide({ type: 'RecordDue' }, after(100));
  const APPEND_BYTES_MAX = 1_048_576;
  expect(JSON.stringify(recorded).length).toBeLessThan(APPEND_BYTES_MAX);
  expect(state.allocations.get(MODEL)).toMatchObject({ held: 0n, expired: amount('10000') });
});

it('writes the times of a rollover in UTC, however they were given', () => {
  const rollover = { rule: 'all', until: '2026-05-01T00:00:00+05:00' } as const;
  const rolling = account.then(grant('rolling', '5', { expiresAt: after(60), rollover }));
  expect(rolling.last('TokensGranted')).toMatchObject({ rollover: { until: '2026-04-30T19:00:00.000Z' } });
});

it('revokes a grant that holds have set aside wholly: it is gone when they end', () => {
  const revoke = {
    type: 'RevokeGrant',
    grantId: 'grant-1',
    reason: 'fraud',
    onlyIfUnspent: false,
    evenIfPaid: true,
  } as const;
  const held = account.then(reserve('400'));
  const revoked = held.then(revoke);
  expect(revoked.last('TokensRevoked')).toMatchObject({ tokens: '0', voided: false });
  expect(revoked.refused(revoke)).toMatchObject({ code: 'grant-closed' });
  expect(revoked.then({ type: 'ReleaseHold', holdId: 'hold-1' }).terms()).toEqual({
    granted: '1000',
    revoked: '1000',
  });
});
