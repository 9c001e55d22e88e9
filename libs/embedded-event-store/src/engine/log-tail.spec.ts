import type { LogEntry } from './log-entry.js';
import { LogTail } from './log-tail.js';

function entry(position: bigint, bytes = 1): LogEntry {
  return {
    position,
    streamName: 'account-1',
    revision: position,
    id: '',
    type: 'TokensConsumed',
    createdAt: new Date(0),
    isJson: true,
    data: Buffer.alloc(bytes),
    metadata: Buffer.alloc(0),
  };
}

const entries = (from: bigint, count: number) =>
  Array.from({ length: count }, (_, index) => entry(from + BigInt(index)));
const positions = (list: readonly LogEntry[] | null) => list?.map(({ position }) => Number(position));
const never = new AbortController().signal;

it('hands on what comes after a position, up to a maximum', () => {
  const tail = new LogTail(10n);
  tail.append(entries(11n, 5));
  expect(positions(tail.after(10n, 100))).toEqual([11, 12, 13, 14, 15]);
  expect(positions(tail.after(12n, 2))).toEqual([13, 14]);
  expect(positions(tail.after(15n, 2))).toEqual([]);
});

it('says when it no longer has what comes next', () => {
  const tail = new LogTail(10n);
  expect(tail.after(9n, 1)).toBeNull();
  tail.append(entries(11n, 20_000));
  expect(tail.after(10n, 1)).toBeNull();
  expect(positions(tail.after(20_008n, 5))).toEqual([20_009, 20_010]);
});

it('keeps large events only while they are few', () => {
  const tail = new LogTail(0n);
  for (let position = 1n; position <= 40n; position += 1n) tail.append([entry(position, 1_048_576)]);
  expect(tail.after(0n, 1)).toBeNull();
  expect(tail.after(30n, 100)).toHaveLength(10);
});

it('refuses a gap: a follower would skip an event', () => {
  const tail = new LogTail(10n);
  expect(() => tail.append([entry(12n)])).toThrow('gaps');
});

it('has nothing to offer after a restart but what comes then', () => {
  const tail = new LogTail(0n);
  tail.append(entries(1n, 5));
  tail.restart(8n);
  expect(tail.after(4n, 10)).toBeNull();
  expect(tail.after(8n, 10)).toEqual([]);
  tail.append([entry(9n)]);
  expect(positions(tail.after(8n, 10))).toEqual([9]);
});

it('wakes everybody who waits for more', async () => {
  const tail = new LogTail(0n);
  const waiting = [tail.beyond(0n, never), tail.beyond(0n, never)];
  tail.append([entry(1n)]);
  await expect(Promise.all(waiting)).resolves.toHaveLength(2);
});

it('lets go of those who leave', async () => {
  const leave = new AbortController();
  const waiting = new LogTail(0n).beyond(0n, leave.signal);
  leave.abort();
  await expect(waiting).resolves.toBeUndefined();
});
