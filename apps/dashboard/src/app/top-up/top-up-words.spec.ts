import type { TopUp } from '#libs/contract';
import { aTopUp } from '../testing/billing-samples.js';
import { spentWords, topUpWords } from './top-up-words.js';

const OFF = { ...aTopUp, settings: aTopUp.settings && { ...aTopUp.settings, enabled: false } };

it.each<[Partial<TopUp>, string, string]>([
  [{}, 'On', 'It watches your balance.'],
  [{ settings: null }, 'Off', 'Nothing is bought unless you buy it.'],
  [OFF, 'Off', 'Nothing is bought unless you buy it.'],
  [{ hasPaymentMethod: false }, 'Waiting for a card', 'Buy something once by card'],
  [{ inFlightPurchaseId: 'p-1' }, 'On', 'A top-up is being paid for now.'],
  [{ coolingDownUntil: '2026-01-03T09:00:00Z' }, 'On', 'The next one may begin at Jan 3, 2026 09:00.'],
  [
    { paused: { reason: '3 payments in a row have failed.', since: '2026-01-03T09:00:00Z' } },
    'Paused',
    '3 payments in a row have failed. Nothing is bought since Jan 3, 2026 09:00.',
  ],
])('of %j is %s', (changes, badge, text) => {
  const words = topUpWords({ ...aTopUp, ...changes }, 'UTC');
  expect(words.badge).toBe(badge);
  expect(words.text).toContain(text);
});

it('says what is used of the cap, and until when it counts', () => {
  expect(spentWords(aTopUp, 'UTC')).toBe('$18.00 of $50.00; the next month begins on Feb 1, 2026');
  expect(spentWords({ ...aTopUp, settings: null }, 'UTC')).toBe('$18.00');
});
