import type { Purchase } from '#libs/contract';
import { purchaseReceiptPage } from './purchase-receipt-page.js';

const paid: Purchase & { readonly paidAt: string } = {
  purchaseId: 'p-1',
  accountId: 'acc-1',
  packageId: 'starter',
  packageVersion: 0,
  packageName: 'Starter Bundle',
  kind: 'bundle',
  units: 1,
  items: [
    { model: 'gpt-5-nano', modelName: 'GPT-5 Nano', tokens: '1234567.000001' },
    { model: 'claude', modelName: 'Claude', tokens: '999' },
  ],
  price: { minorUnits: '123456', currency: 'USD' },
  origin: 'checkout',
  subscriptionId: null,
  status: 'completed',
  startedAt: '2026-01-03T07:57:00.000Z',
  paidAt: '2026-01-03T23:58:30.000Z',
  paidAgainAt: null,
  endedAt: '2026-01-03T23:58:31.000Z',
  failure: null,
  checkoutUrl: null,
  paymentReference: 'pay-1',
};
const single = { ...paid, kind: 'tokens', packageName: 'GPT-5 Nano', units: 12 } as const;
const usd = (minorUnits: string) => ({ minorUnits, currency: 'USD' }) as const;

/** What is read on it, without what it is made of. */
function textOf(purchase: typeof paid): string {
  const [, body = ''] = purchaseReceiptPage(purchase).split('<body>');
  return body.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ');
}

it('says who sold what to whom, when, for how much, and how it was paid', () => {
  const text = textOf(paid);
  for (const part of [
    'Token Ledger Receipt',
    'Receipt number p-1',
    'Paid January 3, 2026 at 23:58 UTC',
    'Account acc-1',
    'Payment pay-1',
    'Status Paid, tokens credited',
    'GPT-5 Nano 1,234,567.000001 tokens',
    'Claude 999 tokens',
    'Total paid USD 1,234.56',
  ]) {
    expect(text).toContain(part);
  }
  expect(text).not.toContain('Price of a unit');
});

it('does not claim that tokens are there before they are', () => {
  expect(textOf({ ...paid, status: 'pending' })).toContain('Paid, tokens are being credited');
});

it.each([
  ['1056', 'Price of a unit, on average USD 0.88'],
  ['1050', 'Price of a unit, on average, rounded USD 0.88'],
  ['1049', 'Price of a unit, on average, rounded USD 0.87'],
])('says of twelve units for %s what one cost', (minorUnits, expected) => {
  const text = textOf({ ...single, price: usd(minorUnits) });
  expect(text).toContain('GPT-5 Nano × 12');
  expect(text).toContain(expected);
});

it.each([
  ['5', 'USD 0.05'],
  ['100', 'USD 1.00'],
  ['99999999', 'USD 999,999.99'],
])('writes %s minor units as %s', (minorUnits, expected) => {
  expect(textOf({ ...paid, price: usd(minorUnits) })).toContain(`Total paid ${expected}`);
});

it('shows what somebody typed as text, whatever it looks like', () => {
  const typed = `</title><script>alert("&'")</script>`;
  const html = purchaseReceiptPage({
    ...paid,
    ...{ purchaseId: typed, accountId: typed, packageName: typed, paymentReference: typed },
    items: [{ model: 'm', modelName: typed, tokens: '1' }],
  });
  expect(html).not.toContain('<script');
  expect(html.match(/&lt;script&gt;alert\(&quot;&amp;/g)).toHaveLength(6);
});

it('needs nothing from elsewhere, and no script', () => {
  const html = purchaseReceiptPage(paid);
  expect(html).not.toMatch(/<script|<link|<img|url\(|@import|\son\w+=|https?:/);
  expect(html).toContain('@media print');
});
