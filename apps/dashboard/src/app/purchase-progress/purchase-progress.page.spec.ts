import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { signal } from '@angular/core';
import { TestBed, type ComponentFixture } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import type { PurchaseAnswer } from '#libs/contract';
import { pages, routes } from '#libs/contract/routes';
import { LiveAccount } from '../live/live-account.js';
import { CurrentSession } from '../session/current-session.js';
import { AccountStatement } from '../statement/account-statement.js';
import { aBalance } from '../testing/statement-samples.js';
import { aCompletedPurchase, aPurchase } from '../testing/store-samples.js';
import { PurchaseProgressPage } from './purchase-progress.page.js';

const PATH = routes.purchase('account-1', 'purchase-1');

let fixture: ComponentFixture<PurchaseProgressPage>;
let http: HttpTestingController;
let refreshNow: jest.Mock;
const refreshedAt = signal<number | null>(null);

beforeEach(async () => {
  refreshNow = jest.fn();
  TestBed.configureTestingModule({
    providers: [
      provideHttpClient(),
      provideHttpClientTesting(),
      provideRouter([]),
      { provide: AccountStatement, useValue: { balance: { value: signal(aBalance) } } },
      { provide: LiveAccount, useValue: { refreshedAt, refreshNow } },
      { provide: CurrentSession, useValue: { accountId: signal('account-1') } },
    ],
  });
  http = TestBed.inject(HttpTestingController);
  fixture = TestBed.createComponent(PurchaseProgressPage);
  fixture.componentRef.setInput('purchaseId', 'purchase-1');
  await fixture.whenStable();
});
afterEach(() => {
  fixture.destroy();
  http.verify();
});

const page = () => fixture.nativeElement as HTMLElement; // created by this very fixture
const words = (element: Element | null = page()) => element?.textContent?.replace(/\s+/g, ' ') ?? '';
const announced = () => words(page().querySelector('[role=status]'));
const linkTo = (text: string) =>
  [...page().querySelectorAll('a')].find((link) => words(link).includes(text)) ?? null;
const settled = async () => {
  await new Promise((resolve) => setTimeout(resolve));
  await fixture.whenStable();
};
async function answer(purchase: PurchaseAnswer): Promise<void> {
  http.expectOne(PATH).flush(purchase);
  await settled();
}

it('waits for the payment, and leads back to where it can be made', async () => {
  expect(announced()).toContain('Looking for your purchase');
  await answer(aPurchase);
  expect(announced()).toContain('Waiting for the payment');
  expect(linkTo('Go to the payment page')?.getAttribute('href')).toBe(aPurchase.checkoutUrl);
});

it('has no way to a payment page that is closed', async () => {
  await answer({ ...aPurchase, checkoutUrl: null });
  expect(announced()).toContain('Waiting for the payment');
  expect(linkTo('Go to the payment page')).toBeNull();
});

it('says that it is paid while the tokens are on their way', async () => {
  await answer({ ...aPurchase, paidAt: '2026-01-03T07:59:00Z' });
  expect(announced()).toContain('Paid: tokens are being added');
  expect(linkTo('Go to the payment page')).toBeNull();
});

it('shows what was added, leads to the new balance, and has the receipt', async () => {
  await answer(aCompletedPurchase);
  expect(announced()).toContain('Payment complete');
  const lines = [...page().querySelectorAll('tl-new-balances li')].map((line) => words(line).trim());
  expect(lines[0]).toContain('+50,000 tokens');
  expect(lines[0]).toContain('49,715 available now');
  expect(lines[1]).toContain('+25,000 tokens');
  expect(linkTo('See your new balance')?.getAttribute('href')).toBe(pages.dashboard);
  const receipt = linkTo('Receipt');
  expect(receipt?.getAttribute('href')).toBe(routes.purchaseReceipt('account-1', 'purchase-1'));
  expect(receipt?.target).toBe('_blank');
  expect(refreshNow).toHaveBeenCalled();
});

it('gives the reason of a failure, and a way to try again', async () => {
  const failure = { code: 'card-declined', message: 'The card was declined.' };
  await answer({ ...aPurchase, status: 'failed', checkoutUrl: null, failure });
  expect(announced()).toContain('The payment failed');
  expect(announced()).toContain('The card was declined. No tokens were added.');
  expect(linkTo('Try again in the store')?.getAttribute('href')).toBe(pages.store);
});

it('says that nobody paid in time', async () => {
  await answer({ ...aPurchase, status: 'expired', checkoutUrl: null });
  expect(announced()).toContain('The checkout has expired');
  expect(linkTo('Try again in the store')).not.toBeNull();
});

it('asks again when the account changes', async () => {
  await answer(aPurchase);
  await new Promise((resolve) => setTimeout(resolve, 300)); // as often as it may ask at most
  refreshedAt.set(1);
  await fixture.whenStable();
  await answer(aCompletedPurchase);
  expect(announced()).toContain('Payment complete');
});

it('says what went wrong, and asks again when told to', async () => {
  http.expectOne(PATH).flush({ code: 'database-unavailable' }, { status: 503, statusText: 'Unavailable' });
  await settled();
  expect(words(page().querySelector('[role=alert]'))).toContain('The purchase could not be loaded.');
});
