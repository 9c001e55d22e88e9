import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { LiveAccount } from '../live/live-account.js';
import { CurrentSession } from '../session/current-session.js';
import { aNotificationPage } from '../testing/notification-samples.js';
import { Notifications } from './notifications.js';

const refreshedAt = signal<number | null>(null);
let http: HttpTestingController;
let notifications: Notifications;

beforeEach(() => {
  refreshedAt.set(null);
  TestBed.configureTestingModule({
    providers: [
      provideHttpClient(),
      provideHttpClientTesting(),
      Notifications,
      { provide: CurrentSession, useValue: { accountId: signal('account-1') } },
      { provide: LiveAccount, useValue: { refreshedAt } },
    ],
  });
  http = TestBed.inject(HttpTestingController);
  notifications = TestBed.inject(Notifications);
});
afterEach(() => http.verify());

const settled = async () => {
  TestBed.tick();
  await new Promise((resolve) => setTimeout(resolve)); // all promises that are due
};
const answer = async (unread: number) => {
  http.expectOne(({ url }) => url.endsWith('/notifications')).flush({ ...aNotificationPage, unread });
  await settled();
};

it('is read whenever the account is, and not before', async () => {
  await settled();
  expect(notifications.unread()).toBeNull();
  refreshedAt.set(1);
  await settled();
  await answer(2);
  expect(notifications.unread()).toBe(2);
  refreshedAt.set(2);
  await settled();
  await answer(3);
  expect(notifications.unread()).toBe(3);
});

it('says what is read, reads again, and tells whoever shows more', async () => {
  const before = notifications.changed();
  const marking = notifications.markReadThrough('7-1767427080000');
  await settled();
  const asked = http.expectOne(({ url }) => url.endsWith('/notifications/read'));
  expect(asked.request.body).toEqual({ through: '7-1767427080000' });
  asked.flush({ unread: 0 });
  await settled();
  await answer(0);
  await marking;
  expect([notifications.unread(), notifications.changed() > before]).toEqual([0, true]);
});

it('loses no mark of somebody who is quick', async () => {
  const all = Promise.all([notifications.markRead('a'), notifications.markRead('b')]);
  for (const id of ['a', 'b']) {
    await settled();
    const asked = http.expectOne(({ url }) => url.endsWith('/notifications/read'));
    expect(asked.request.body).toEqual({ ids: [id] });
    asked.flush({ unread: 0 });
    await settled();
    await answer(0);
    await settled();
  }
  await all;
});

it('says so when nothing could be marked, and tries the same again', async () => {
  const marking = notifications.markRead('low-balance:7');
  await settled();
  http
    .expectOne(({ url }) => url.endsWith('/notifications/read'))
    .flush({ code: 'database-unavailable' }, { status: 503, statusText: 'Unavailable' });
  await marking;
  expect(notifications.marking.trouble()?.code).toBe('database-unavailable');
  const again = notifications.marking.tryAgain();
  const asked = http.expectOne(({ url }) => url.endsWith('/notifications/read'));
  expect(asked.request.body).toEqual({ ids: ['low-balance:7'] });
  asked.flush({ unread: 0 });
  await settled();
  await answer(0);
  await again;
  expect(notifications.marking.trouble()).toBeNull();
});
