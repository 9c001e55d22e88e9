import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { CurrentSession } from '../session/current-session.js';
import { aLowBalance, aNotificationPage } from '../testing/notification-samples.js';
import { ListedNotifications } from './listed-notifications.js';

let http: HttpTestingController;
let listed: ListedNotifications;

beforeEach(() => {
  TestBed.configureTestingModule({
    providers: [
      provideHttpClient(),
      provideHttpClientTesting(),
      ListedNotifications,
      { provide: CurrentSession, useValue: { accountId: signal('account-1') } },
    ],
  });
  http = TestBed.inject(HttpTestingController);
  listed = TestBed.inject(ListedNotifications);
});
afterEach(() => http.verify());

const ids = () => listed.items()?.map(({ id }) => id);

async function answered(asking: Promise<void>, found: string, nextCursor: string | null = null) {
  const asked = http.expectOne(({ url }) => url.endsWith('/notifications'));
  const items = [...found].map((id) => ({ ...aLowBalance, id }));
  asked.flush({ ...aNotificationPage, items, nextCursor });
  await asking;
  return asked.request.params;
}

it('shows a page after the other', async () => {
  await answered(listed.show(false), 'cb', 'after-b');
  const params = await answered(listed.showMore(), 'a');
  expect(params.get('cursor')).toBe('after-b');
  expect([ids(), listed.hasMore()]).toEqual([['c', 'b', 'a'], false]);
});

it('puts what is new first, drops what is gone, and goes on where it was', async () => {
  await answered(listed.show(false), 'dcb', 'after-b');
  await answered(listed.show(false), 'edb', 'after-b');
  expect(ids()).toEqual(['e', 'd', 'b']);
  await answered(listed.showMore(), 'ba');
  expect(ids()).toEqual(['e', 'd', 'b', 'a']);
});

it('asks for as many as are shown, as far as a page goes, and keeps those beyond', async () => {
  await answered(listed.show(false), 'dc', 'after-c');
  await answered(listed.showMore(), 'ba', 'after-a');
  await answered(listed.show(false), 'edc', 'after-c');
  expect(ids()).toEqual(['e', 'd', 'c', 'b', 'a']);
  expect((await answered(listed.showMore(), '')).get('cursor')).toBe('after-a');
});

it('begins anew when only the unread ones are wanted', async () => {
  await answered(listed.show(false), 'ba');
  const asking = listed.show(true);
  expect(listed.items()).toBeNull();
  expect((await answered(asking, 'b')).get('unread')).toBe('true');
  expect(ids()).toEqual(['b']);
});

it('takes no answer to what was asked for before', async () => {
  const all = listed.show(false);
  const first = http.expectOne(({ url }) => url.endsWith('/notifications'));
  const unread = answered(listed.show(true), 'b');
  first.flush({ ...aNotificationPage, items: [aLowBalance] });
  await Promise.all([all, unread]);
  expect(ids()).toEqual(['b']);
});

it('keeps what is there when it cannot be read anew', async () => {
  await answered(listed.show(false), 'ba');
  const asking = listed.refresh();
  http
    .expectOne(({ url }) => url.endsWith('/notifications'))
    .flush({ code: 'database-unavailable' }, { status: 503, statusText: 'Unavailable' });
  await asking;
  expect(listed.trouble()?.code).toBe('database-unavailable');
  expect(ids()).toEqual(['b', 'a']);
  await answered(listed.retry(), 'b');
  expect([ids(), listed.trouble()]).toEqual([['b'], null]);
});
