import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { signal } from '@angular/core';
import { TestBed, type ComponentFixture } from '@angular/core/testing';
import { MAT_DIALOG_DATA } from '@angular/material/dialog';
import type { Package } from '#libs/contract';
import { IDEMPOTENCY_KEY_HEADER, routes } from '#libs/contract/routes';
import { LeaveFor } from '../http/leave-for.js';
import { CurrentSession } from '../session/current-session.js';
import { StoreCatalog } from '../store/store-catalog.js';
import { aBundlePackage, aPlanPackage, aTokensPackage, someModels } from '../testing/store-samples.js';
import { CheckoutSheet } from './checkout-sheet.js';

const PURCHASES = routes.purchases('account-1');
const CHECKOUT = { purchaseId: 'purchase-1', checkoutUrl: 'https://pay.example/1' };

let fixture: ComponentFixture<CheckoutSheet>;
let http: HttpTestingController;
let left: string[];

async function open(packageId: string, units = 1): Promise<void> {
  left = [];
  TestBed.configureTestingModule({
    providers: [
      provideHttpClient(),
      provideHttpClientTesting(),
      StoreCatalog,
      { provide: MAT_DIALOG_DATA, useValue: { packageId, units } },
      { provide: LeaveFor, useValue: (url: string) => left.push(url) },
      { provide: CurrentSession, useValue: { accountId: signal('account-1') } },
    ],
  });
  http = TestBed.inject(HttpTestingController);
  void TestBed.inject(StoreCatalog).refresh();
  sells([aTokensPackage, aBundlePackage, aPlanPackage]);
  fixture = TestBed.createComponent(CheckoutSheet);
  await settled();
}
afterEach(() => http.verify());

const sheet = () => fixture.nativeElement as HTMLElement; // created by this very fixture
const words = () => sheet().textContent.replace(/\s+/g, ' ');
const settled = async () => {
  await new Promise((resolve) => setTimeout(resolve));
  await fixture.whenStable();
};
function sells(items: readonly Package[]): void {
  http.expectOne(routes.packages).flush({ items });
  http.expectOne(routes.models).flush(someModels);
}
const pay = async () => {
  sheet().querySelector<HTMLElement>('.pay button')?.click();
  await settled();
};
async function refuse(status: number, code: string): Promise<string | null> {
  const { request, flush } = bound(http.expectOne(PURCHASES));
  flush({ code }, { status, statusText: code });
  await settled();
  return request.headers.get(IDEMPOTENCY_KEY_HEADER);
}
const bound = (testRequest: ReturnType<HttpTestingController['expectOne']>) => ({
  request: testRequest.request,
  flush: testRequest.flush.bind(testRequest),
});

it('sums up what is bought, for how much, and that there is no way back', async () => {
  await open('nano-tokens', 100);
  expect(words()).toContain('GPT-5 Nano');
  expect(words()).toContain('1,000,000 tokens');
  expect(words()).toContain('100 units of 10,000 tokens');
  expect(words()).toContain('$82.30');
  expect(words()).toContain('Purchases are non-refundable.');
});

it('orders the version that is shown, and leaves for the payment page', async () => {
  await open('nano-tokens', 100);
  await pay();
  const { request, flush } = bound(http.expectOne(PURCHASES));
  expect(request.body).toEqual({ packageId: 'nano-tokens', packageVersion: 3, units: 100 });
  expect(request.headers.get(IDEMPOTENCY_KEY_HEADER)).toMatch(/^[0-9a-f]{32}$/);
  await pay(); // pressed twice, ordered once
  flush(CHECKOUT);
  await settled();
  expect(left).toEqual([CHECKOUT.checkoutUrl]);
  expect(words()).toContain('Opening the payment page');
});

it('subscribes to a plan, by the clocks of the viewer', async () => {
  await open('plus-monthly');
  expect(words()).toContain('$19.00 per month');
  await pay();
  const { request, flush } = bound(http.expectOne(routes.subscriptions('account-1')));
  const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  expect(request.body).toEqual({ packageId: 'plus-monthly', packageVersion: 3, timeZone });
  flush({ ...CHECKOUT, subscriptionId: 's-1' });
  await settled();
  expect(left).toEqual([CHECKOUT.checkoutUrl]);
});

it('retries under the same key', async () => {
  await open('starter-bundle');
  await pay();
  const first = await refuse(503, 'payment-provider-unavailable');
  expect(words()).toContain('The payment provider does not answer at the moment. Nothing was charged.');
  sheet().querySelector<HTMLElement>('tl-trouble-notice button')?.click();
  await settled();
  expect(await refuse(503, 'payment-provider-unavailable')).toBe(first);
  expect(left).toEqual([]);
});

it('shows the new price when the package has changed, and orders that as something new', async () => {
  await open('starter-bundle');
  await pay();
  const first = await refuse(409, 'package-changed');
  const price = { minorUnits: '1099', currency: 'USD' as const };
  sells([{ ...aBundlePackage, version: 4, offer: { ...aBundlePackage.offer, price } }]);
  await settled();
  expect(words()).toContain('it cost $9.99. Nothing has been charged.');
  expect(words()).toContain('$10.99');
  await pay();
  const { request, flush } = bound(http.expectOne(PURCHASES));
  expect(request.body).toEqual({ packageId: 'starter-bundle', packageVersion: 4, units: 1 });
  expect(request.headers.get(IDEMPOTENCY_KEY_HEADER)).not.toBe(first);
  flush(CHECKOUT);
});

it('says that a package is not sold any more', async () => {
  await open('starter-bundle');
  await pay();
  await refuse(404, 'package-not-on-sale');
  sells([aTokensPackage]);
  await settled();
  expect(words()).toContain('This package is not on sale any more');
  expect(sheet().querySelector('.pay')).toBeNull();
});
