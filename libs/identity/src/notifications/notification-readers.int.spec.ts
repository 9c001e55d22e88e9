import { createIdentityFixture, type IdentityFixture } from '../testing/identity-fixture.js';
import type { NotificationReaders } from './notification-readers.js';

let fixture: IdentityFixture;
let readers: NotificationReaders;
beforeAll(async () => {
  fixture = await createIdentityFixture();
  readers = fixture.identity.notificationReaders;
});
afterAll(() => fixture.close());

let accounts = 0;
const readership = (reader = 'user:ada') => ({ reader, accountId: `acc-${accounts}` });
beforeEach(() => (accounts += 1));

const place = (position: bigint) => ({ position, at: new Date(Number(position) * 1_000) });

it('begins with nothing read, and everything to be told', async () => {
  expect(await readers.find(readership())).toEqual({ through: null, ids: [], muted: [] });
});

it('remembers what was read one by one, each once', async () => {
  await readers.markRead(readership(), [{ id: 'a', ...place(1n) }]);
  await readers.markRead(readership(), [
    { id: 'a', ...place(1n) },
    { id: 'b', ...place(2n) },
  ]);
  expect((await readers.find(readership())).ids.toSorted()).toEqual(['a', 'b']);
});

it('forgets the single ones that a place includes, and keeps those after it', async () => {
  await readers.markRead(readership(), [
    { id: 'before', ...place(1n) },
    { id: 'after', ...place(3n) },
    { id: 'known before and told after', position: 1n, at: new Date(3_000) },
  ]);
  await readers.markReadThrough(readership(), place(2n));
  const { through, ids } = await readers.find(readership());
  expect(through).toEqual(place(2n));
  expect(ids.toSorted()).toEqual(['after', 'known before and told after']);
});

it('never goes back, whichever of two marks comes first', async () => {
  await Promise.all([5n, 9n, 7n].map((at) => readers.markReadThrough(readership(), place(at))));
  expect((await readers.find(readership())).through).toEqual(place(9n));
});

it('keeps what is muted apart from what is read', async () => {
  await readers.mute(readership(), ['low-balance']);
  await readers.markReadThrough(readership(), place(4n));
  await readers.mute(readership(), ['depleted', 'expiring-soon']);
  expect(await readers.find(readership())).toMatchObject({
    through: place(4n),
    muted: ['depleted', 'expiring-soon'],
  });
});

it('is of one reader and one account', async () => {
  await readers.mute(readership(), ['depleted']);
  await readers.markReadThrough(readership(), place(4n));
  await readers.markRead(readership(), [{ id: 'a', ...place(9n) }]);
  expect(await readers.find(readership('user:grace'))).toEqual({ through: null, ids: [], muted: [] });
  expect(await readers.find({ reader: 'user:ada', accountId: 'acc-else' })).toMatchObject({
    through: null,
    ids: [],
  });
});
