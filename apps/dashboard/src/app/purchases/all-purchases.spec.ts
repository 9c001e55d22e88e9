import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import type { Purchase } from '#libs/contract';
import { CurrentSession } from '../session/current-session.js';
import { aCompletedPurchase, aPurchase } from '../testing/store-samples.js';
import { AllPurchases } from './all-purchases.js';

let http: HttpTestingController;
let all: AllPurchases;

beforeEach(() => {
  TestBed.configureTestingModule({
    providers: [
      provideHttpClient(),
      provideHttpClientTesting(),
      AllPurchases,
      { provide: CurrentSession, useValue: { accountId: signal('account-1') } },
    ],
  });
  http = TestBed.inject(HttpTestingController);
  all = TestBed.inject(AllPurchases);
});
afterEach(() => http.verify());

const bought = (purchaseId: string, more = {}): Purchase => ({ ...aCompletedPurchase, purchaseId, ...more });
const ids = () => all.items()?.map(({ purchaseId }) => purchaseId);

async function answered(asking: Promise<void>, items: readonly Purchase[], nextCursor: string | null) {
  const asked = http.expectOne(({ url }) => url.endsWith('/purchases'));
  asked.flush({ items, nextCursor, asOf: aPurchase.asOf });
  await asking;
  return asked.request.params.get('cursor');
}

it('shows a page after the other', async () => {
  await answered(all.refresh(), [bought('c'), bought('b')], 'before-b');
  expect([ids(), all.hasMore()]).toEqual([['c', 'b'], true]);
  expect(await answered(all.showMore(), [bought('a')], null)).toBe('before-b');
  expect([ids(), all.hasMore()]).toEqual([['c', 'b', 'a'], false]);
});

it('puts what is new first and what has changed in its place, and keeps the older', async () => {
  await answered(all.refresh(), [bought('b', { status: 'pending' })], 'before-b');
  await answered(all.showMore(), [bought('a')], null);
  await answered(all.refresh(), [bought('c'), bought('b')], 'before-b');
  expect(ids()).toEqual(['c', 'b', 'a']);
  expect(all.items()?.[1]?.status).toBe('completed');
  expect(all.hasMore()).toBe(false);
});

it('keeps what is there when more cannot be read', async () => {
  await answered(all.refresh(), [bought('b')], 'before-b');
  const asking = all.showMore();
  http
    .expectOne(({ url }) => url.endsWith('/purchases'))
    .flush({ code: 'database-unavailable' }, { status: 503, statusText: 'Unavailable' });
  await asking;
  expect(all.trouble()?.code).toBe('database-unavailable');
  expect([ids(), all.hasMore(), all.isLoadingMore()]).toEqual([['b'], true, false]);
});
