import { notificationPage, notificationText } from './notification-words.js';
import {
  aCriticalBalance,
  aDepletedBalance,
  aFailedPurchase,
  aLowBalance,
  anExpiry,
} from '../testing/notification-samples.js';

const ZONE = 'UTC';

it.each([
  [aLowBalance, 'GPT-5 Nano has 8.4% left: 4,200 of 50,000.'],
  [aCriticalBalance, 'GPT-5 Nano has 4.2% left: 2,120.25 of 50,000.'],
  [aDepletedBalance, 'GPT-5 Nano has no tokens left of 50,000.'],
  [anExpiry, '1,234.5 tokens of GPT-5 Nano expire on Jan 9, 2026 07:58.'],
  [aFailedPurchase, 'The payment of $9.99 for Starter Bundle failed. The card was declined.'],
  [
    { ...aFailedPurchase, failure: null, status: 'completed' as const },
    'The payment of $9.99 for Starter Bundle failed. It was paid later.',
  ],
  [
    {
      ...aFailedPurchase,
      packageName: 'Plus',
      origin: 'subscription' as const,
      nextAttemptAt: '2026-01-04T08:00:00.000Z',
    },
    'The payment of $9.99 for Plus failed. The card was declined. It is tried again on Jan 4, 2026 08:00.',
  ],
])('says what happened: %#', (notification, text) => {
  expect(notificationText(notification, ZONE)).toBe(text);
});

it.each([
  [aLowBalance, /\/allocations\/gpt-5-nano$/],
  [anExpiry, /\/allocations\/gpt-5-nano$/],
  [aFailedPurchase, /\/store\/purchases\/p-1$/],
  [{ ...aFailedPurchase, origin: 'subscription' as const }, /\/subscriptions$/],
  [{ ...aFailedPurchase, origin: 'top-up' as const }, /\/subscriptions$/],
])('leads to where something can be done: %#', (notification, page) => {
  expect(notificationPage(notification)).toMatch(page);
});
