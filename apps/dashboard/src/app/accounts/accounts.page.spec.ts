import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed, type ComponentFixture } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { routes } from '#libs/contract/routes';
import { AccountsPage } from './accounts.page.js';

let fixture: ComponentFixture<AccountsPage>;
let http: HttpTestingController;

beforeEach(async () => {
  TestBed.configureTestingModule({
    providers: [provideHttpClient(), provideHttpClientTesting(), provideRouter([])],
  });
  http = TestBed.inject(HttpTestingController);
  fixture = TestBed.createComponent(AccountsPage);
  await fixture.whenStable();
});
afterEach(() => http.verify());

const page = () => fixture.nativeElement as HTMLElement; // created by this very fixture
const items = () => [...page().querySelectorAll('li:not(.gap)')];

async function answer(count: number, nextCursor: string | null): Promise<void> {
  const accounts = Array.from({ length: count }, (_, index) => ({
    accountId: `acc-${index}`,
    allocations: 1,
  }));
  http.expectOne(({ url }) => url === routes.accounts).flush({ items: accounts, nextCursor, asOf: null });
  await new Promise((resolve) => setTimeout(resolve));
  await fixture.whenStable();
}

it('lists all accounts when they are few', async () => {
  await answer(60, null);
  expect(items()).toHaveLength(60);
});

it('lists of many those in view, and says how many there are', async () => {
  await answer(5_000, null);
  expect(items().length).toBeLessThan(70);
  expect(items()[0]?.getAttribute('aria-setsize')).toBe('5000');
  expect(page().querySelector('.gap')).not.toBeNull();
});

it('reads on before the end is in view, once', async () => {
  await answer(10, 'more');
  await answer(200, null);
  expect(page().textContent).not.toContain('Show more');
});
