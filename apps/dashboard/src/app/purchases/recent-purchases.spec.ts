import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import type { PurchasePage } from '#libs/contract';
import { pages } from '#libs/contract/routes';
import type { Trouble } from '../http/trouble.js';
import { LiveAccount } from '../live/live-account.js';
import { AccountStatement } from '../statement/account-statement.js';
import { aPurchase } from '../testing/store-samples.js';
import { RecentPurchases } from './recent-purchases.js';

async function show(value: PurchasePage | null, trouble: Trouble | null = null) {
  const refreshNow = jest.fn();
  const purchases = { value: signal(value), trouble: signal(trouble) };
  TestBed.configureTestingModule({
    providers: [
      provideRouter([]),
      { provide: AccountStatement, useValue: { purchases } },
      { provide: LiveAccount, useValue: { refreshNow } },
    ],
  });
  const fixture = TestBed.createComponent(RecentPurchases);
  await fixture.whenStable();
  const element: HTMLElement = fixture.nativeElement;
  return { element, refreshNow };
}

const { asOf } = aPurchase;

it('lists the newest, and leads to all', async () => {
  const { element } = await show({ items: [aPurchase], nextCursor: null, asOf });
  expect(element.querySelector('tbody th')?.textContent).toContain('Starter Bundle');
  expect(element.querySelector('.heading a')?.textContent).toBe('All purchases');
});

it('leads to the store when nothing was bought yet', async () => {
  const { element } = await show({ items: [], nextCursor: null, asOf });
  expect(element.textContent).toContain('Nothing bought yet');
  expect([...element.querySelectorAll('a')].map((link) => link.getAttribute('href'))).toEqual([pages.store]);
});

it('says that they could not be loaded, and tries again when asked', async () => {
  const trouble = { code: 'offline', status: 0, words: 'You are offline.', retryAfterSeconds: null };
  const { element, refreshNow } = await show(null, trouble);
  expect(element.textContent).toContain('Your purchases could not be loaded.');
  element.querySelector('button')?.click();
  expect(refreshNow).toHaveBeenCalled();
});

it('says that it loads', async () => {
  const { element } = await show(null);
  expect(element.querySelector('[role=status]')?.getAttribute('aria-label')).toBe('Loading purchases');
});
