// A follower that cannot keep up with its stream: what comes meanwhile is more than is kept in memory.

import { StreamDeleted } from '#libs/event-store';
import { anEvent, openTestLog, type TestLog } from '../testing/open-test-log.js';
import type { LogMessage } from './follow.js';

let log: TestLog;
beforeEach(async () => (log = await openTestLog()));
afterEach(() => log.dispose());

const leave = new AbortController();
const follow = (streamName: string) =>
  log.engine.followStream({ streamName, after: -1n, signal: leave.signal });

async function append(streamName: string, count: number): Promise<void> {
  const events = Array.from({ length: count }, () => anEvent());
  await log.store.append(streamName, events, { expectedRevision: 'any' });
}

const revisionOf = (message: LogMessage | undefined) =>
  message?.kind === 'event' ? Number(message.entry.revision) : message?.kind;

async function next(messages: AsyncGenerator<LogMessage, void>, count: number) {
  const seen = [];
  while (seen.length < count) seen.push(revisionOf((await messages.next()).value ?? undefined));
  return seen;
}

const range = (from: number, count: number) => Array.from({ length: count }, (_, index) => from + index);

it.each([
  ['of its stream', 0],
  ['of others', 9_000],
])('loses nothing when too much came %s', async (_, others) => {
  await append('order-1', 3);
  const messages = follow('order-1');
  expect(await next(messages, 4)).toEqual([0, 1, 2, 'caught-up']);
  await append('order-1', 700);
  for (let count = 0; count < others; count += 1_000) await append('order-2', 1_000);
  expect(await next(messages, 300)).toEqual(range(3, 300));
  await append('order-1', 5);
  expect(await next(messages, 405)).toEqual(range(303, 405));
  await messages.return();
});

it('sees nothing of what a deletion hid, however far it is behind', async () => {
  await append('order-1', 5);
  await log.engine.deleteStream({ streamName: 'order-1', expectedRevision: 'any' });
  const messages = follow('order-1');
  expect(await next(messages, 1)).toEqual(['caught-up']);
  await append('order-1', 700);
  expect(await next(messages, 700)).toEqual(range(5, 700));
  await messages.return();
});

it('gets the tombstone, then is told, also when it is behind', async () => {
  const messages = follow('order-1');
  expect(await next(messages, 1)).toEqual(['caught-up']);
  await append('order-1', 600);
  await log.engine.tombstoneStream({ streamName: 'order-1', expectedRevision: 'any' });
  expect(await next(messages, 600)).toEqual(range(0, 600));
  expect((await messages.next()).value).toMatchObject({ entry: { type: '$streamDeleted' } });
  await expect(messages.next()).rejects.toThrow(StreamDeleted);
});
