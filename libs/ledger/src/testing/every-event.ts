import type { AccountEvent } from '../account/account.events.js';
import { amount } from '../tokens/index.js';
import { consume, granted, reserve, settle } from './account-samples.js';
import { after, AccountStory } from './account-story.js';

const MODEL = 'gpt-5-nano';
const all = { rule: 'all', until: after(9_000).toISOString() } as const;

/** A history in which every event of an account happens at least once. */
export function everyAccountEvent(): readonly AccountEvent[] {
  const events: AccountEvent[] = [granted({ amount: '1000' })];
  const then = (...step: Parameters<AccountStory['then']>) => {
    events.push(...AccountStory.of(...events).then(...step).events);
  };
  const grant = {
    type: 'GrantTokens',
    grantId: 'scheduled',
    model: MODEL,
    amount: amount('400'),
    source: 'subscription',
    priority: 50,
    effectiveFrom: after(60),
    expiresAt: after(600),
    rollover: all,
    reason: 'monthly allowance',
  } as const;
  then({
    type: 'CreditPurchase',
    purchaseId: 'purchase-1',
    packageName: 'Starter Bundle',
    items: [{ grantId: 'paid', model: MODEL, amount: amount('10'), priority: 100, expiresAt: null }],
  });
  then(grant);
  then({ ...grant, grantId: 'short', effectiveFrom: null, expiresAt: after(30), rollover: { rule: 'none' } });
  then(reserve('10'));
  then({ type: 'ExtendHold', holdId: 'hold-1', ttlSeconds: 120, ttlSecondsMax: 3_600 });
  then(settle('8'));
  then(reserve('10', { operationId: 'hold-2' }));
  then({ type: 'ReleaseHold', holdId: 'hold-2' });
  then(reserve('10', { operationId: 'hold-3' }));
  then({ type: 'RecordDue' }, after(700));
  then(consume('4'), after(701));
  const charge = events.find((event) => event.type === 'TokensConsumed');
  if (!charge) throw new Error('Nothing was consumed.');
  then(
    {
      type: 'ReverseCharge',
      operationId: 'reversal-1',
      original: { ...charge.data, chargedAt: charge.data.consumedAt },
      amount: amount('5'),
      reason: 'the answer was empty',
      lapsed: 'lapse',
    },
    after(702),
  );
  const adjustment = { type: 'AdjustBalance', model: MODEL, reason: 'counted twice' } as const;
  then({ ...adjustment, operationId: 'up', direction: 'up', tokens: amount('7') }, after(703));
  then({ ...adjustment, operationId: 'down', direction: 'down', tokens: amount('3') }, after(704));
  then(
    { type: 'RevokeGrant', grantId: 'paid', reason: 'chargeback', onlyIfUnspent: false, evenIfPaid: true },
    after(705),
  );
  then({ type: 'SetOverdraftLimit', model: MODEL, limit: amount('5000') }, after(706));
  then({ type: 'SetSpendingCaps', model: null, day: amount('90000'), week: null, month: null }, after(707));
  then({ type: 'SetTimeZone', timeZone: 'Europe/Berlin' }, after(708));
  then({ type: 'FreezeSpending', model: MODEL, reason: 'sudden spike' }, after(709));
  then({ type: 'UnfreezeSpending', model: MODEL, reason: 'explained' }, after(710));
  then(consume('800', { operationId: 'large' }), after(711));
  then({ ...adjustment, operationId: 'more', direction: 'up', tokens: amount('5000') }, after(712));
  then({ type: 'SetUnlimited', model: MODEL, unlimited: true }, after(713));
  then({ type: 'SetUnlimited', model: MODEL, unlimited: false }, after(714));
  return events;
}
