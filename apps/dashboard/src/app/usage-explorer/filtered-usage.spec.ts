import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { routes } from '#libs/contract/routes';
import { CurrentSession } from '../session/current-session.js';
import { AccountStatement } from '../statement/account-statement.js';
import { FilteredUsage } from './filtered-usage.js';

const URL = routes.usage('acc-1');
const at = (...positions: readonly number[]) => ({
  items: positions.map((position) => ({ position: String(position) })),
  nextCursor: null,
});

const history = signal<ReturnType<typeof at> | null>(null);
let usage: FilteredUsage;
let http: HttpTestingController;
beforeEach(async () => {
  history.set(at(5, 3));
  TestBed.configureTestingModule({
    providers: [
      provideHttpClient(),
      provideHttpClientTesting(),
      FilteredUsage,
      { provide: AccountStatement, useValue: { history: { value: history } } },
    ],
  });
  http = TestBed.inject(HttpTestingController);
  const signedIn = TestBed.inject(CurrentSession).load();
  http.expectOne(routes.session).flush({ accountId: 'acc-1' });
  await signedIn;
  usage = TestBed.inject(FilteredUsage);
});
afterEach(() => http.verify());

const settled = async () => {
  await new Promise((resolve) => setTimeout(resolve));
  TestBed.tick();
};
const answer = async (...positions: readonly number[]) => {
  http.expectOne(({ url }) => url === URL).flush(at(...positions));
  await settled();
};
const shown = () => usage.found.items()?.map(({ position }) => Number(position));

async function findsWhatIsThere(...positions: readonly number[]): Promise<void> {
  void usage.find({ model: 'gpt-5-nano' });
  await answer(...positions);
}

it('says how much came since that fits, and leaves the rows where they are', async () => {
  await findsWhatIsThere(5, 3);
  history.set(at(8, 7, 5, 3));
  TestBed.tick();
  await answer(8, 5, 3);
  expect([usage.newer(), shown()]).toEqual([1, [5, 3]]);
});

it('shows it once somebody wants it', async () => {
  await findsWhatIsThere(5);
  history.set(at(6, 5));
  TestBed.tick();
  await answer(6, 5);
  void usage.showNewer();
  await answer(6, 5);
  expect([usage.newer(), shown()]).toEqual([0, [6, 5]]);
});

it('asks for nothing while nothing was used', async () => {
  await findsWhatIsThere(5, 3);
  history.set(at(5, 3));
  TestBed.tick();
  expect(usage.newer()).toBe(0);
});

it('shows at once what comes into an empty list', async () => {
  await findsWhatIsThere();
  history.set(at(6));
  TestBed.tick();
  await answer(6);
  await answer(6);
  expect([usage.newer(), shown()]).toEqual([0, [6]]);
});

it('does not count for a filter that is no longer asked for', async () => {
  await findsWhatIsThere(5);
  history.set(at(6, 5));
  TestBed.tick();
  const late = http.expectOne(({ url }) => url === URL);
  void usage.find({ model: 'claude' });
  await answer(4);
  late.flush(at(6, 5));
  await settled();
  expect([usage.newer(), shown()]).toEqual([0, [4]]);
});

it('asks again with the next use when it could not be counted', async () => {
  await findsWhatIsThere(5);
  history.set(at(6, 5));
  TestBed.tick();
  http.expectOne(({ url }) => url === URL).error(new ProgressEvent('error'));
  await settled();
  history.set(at(7, 6, 5));
  TestBed.tick();
  await answer(7, 6, 5);
  expect(usage.newer()).toBe(2);
});
