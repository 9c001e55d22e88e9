import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import type { Purchase } from '#libs/contract';
import { pages, routes } from '#libs/contract/routes';
import { aCompletedPurchase, aPurchase } from '../testing/store-samples.js';
import { PurchasesTable } from './purchases-table.js';

async function show(purchases: readonly Purchase[]) {
  TestBed.configureTestingModule({ providers: [provideRouter([])] });
  const fixture = TestBed.createComponent(PurchasesTable);
  fixture.componentRef.setInput('purchases', purchases);
  await fixture.whenStable();
  const element: HTMLElement = fixture.nativeElement;
  const texts = (selector: string) =>
    [...element.querySelectorAll(selector)].map((cell) => cell.textContent.replace(/\s+/g, ' ').trim());
  return { fixture, element, texts };
}

function bundleIn(element: HTMLElement) {
  const button = element.querySelector<HTMLElement>('.expand');
  const details = element.querySelector<HTMLElement>('.details');
  return { button, details, state: () => [button?.getAttribute('aria-expanded'), details?.hidden] };
}

it('has the columns of the brief', async () => {
  const { texts } = await show([aPurchase]);
  expect(texts('thead th').slice(0, 5)).toEqual(['Package', 'Tokens', 'Amount (USD)', 'Date', 'Status']);
});

it('shows the tokens of a single model, its price and date', async () => {
  const single: Purchase = {
    ...aCompletedPurchase,
    kind: 'tokens',
    packageName: 'GPT-5 Nano',
    units: 15,
    items: [{ model: 'gpt-5-nano', modelName: 'GPT-5 Nano', tokens: '150000' }],
    price: { minorUnits: '123456', currency: 'USD' },
  };
  const { texts } = await show([single]);
  const [tokens, amount, date, status] = texts('tbody td');
  expect([tokens, amount, status]).toEqual(['150,000 tokens', '$1,234.56', 'Completed']);
  expect(date).toMatch(/^Jan 3, 2026 \d\d:58$/);
  expect(texts('tbody th')).toEqual(['GPT-5 Nano × 15']);
});

it('says Bundle for several models, and opens what is in it', async () => {
  const { fixture, element, texts } = await show([aPurchase]);
  const { button, details, state } = bundleIn(element);
  expect(button?.textContent.trim()).toMatch(/^Bundle/);
  expect(state()).toEqual(['false', true]);
  button?.click();
  await fixture.whenStable();
  expect(state()).toEqual(['true', false]);
  expect(button?.getAttribute('aria-controls')).toBe(details?.id);
  expect(texts('.details li')).toEqual(['GPT-5 Nano: 50,000 tokens', 'Text Embedding: 25,000 tokens']);
  expect(element.querySelectorAll('.details .check')).toHaveLength(2);
});

it('leads on from what is pending, and to the receipt of what is completed', async () => {
  const failed: Purchase = { ...aPurchase, purchaseId: 'failed', status: 'failed', checkoutUrl: null };
  const { element, texts } = await show([aPurchase, { ...aCompletedPurchase, purchaseId: 'done' }, failed]);
  expect(texts('tl-purchase-status')).toEqual(['Pending', 'Completed', 'Failed']);
  const links = [...element.querySelectorAll('.next')].map((cell) => cell.querySelector('a'));
  expect(links.map((link) => link?.getAttribute('href'))).toEqual([
    aPurchase.checkoutUrl,
    routes.purchaseReceipt('account-1', 'done'),
    undefined,
  ]);
  expect(element.querySelector('tbody th a')?.getAttribute('href')).toBe(pages.purchase('purchase-1'));
});
