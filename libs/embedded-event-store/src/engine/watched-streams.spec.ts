import type { LogEntry } from './log-entry.js';
import { LogTail } from './log-tail.js';

let tail: LogTail;
beforeEach(() => (tail = new LogTail(0n)));

function append(...streamNames: string[]): void {
  const entries = streamNames.map((streamName, index): LogEntry => {
    const position = tail.position + BigInt(index) + 1n;
    const [data, createdAt] = [Buffer.alloc(0), new Date(0)];
    return {
      position,
      streamName,
      revision: 0n,
      id: '',
      type: '',
      createdAt,
      isJson: true,
      data,
      metadata: data,
    };
  });
  tail.append(entries);
}

const positions = (entries: readonly LogEntry[] | null) => entries?.map(({ position }) => Number(position));
const never = new AbortController().signal;

it('hands on the events of its stream, each once', () => {
  const watch = tail.watch('order-1');
  append('order-1', 'order-2', 'order-1');
  expect(positions(watch.next())).toEqual([1, 3]);
  append('order-2', 'order-1');
  expect(positions(watch.next())).toEqual([5]);
  expect(positions(watch.next())).toEqual([]);
});

it('is woken by its stream alone', async () => {
  const watch = tail.watch('order-1');
  let isWoken = false;
  const woken = watch.more(never).then(() => (isWoken = true));
  append('order-2');
  await new Promise((resolve) => setImmediate(resolve));
  expect(isWoken).toBe(false);
  append('order-1');
  await woken;
});

it('begins where it is told to', () => {
  const watch = tail.watch('order-1');
  append('order-1');
  watch.begin();
  append('order-1');
  expect(positions(watch.next())).toEqual([2]);
});

it('serves several at their own pace', () => {
  const [first, second] = [tail.watch('order-1'), tail.watch('order-1')];
  append('order-1');
  expect(positions(first.next())).toEqual([1]);
  first.leave();
  append('order-1');
  expect(positions(second.next())).toEqual([1, 2]);
});

describe('says that it does not know', () => {
  it('when too much came of the stream', () => {
    const watch = tail.watch('order-1');
    for (let count = 0; count < 600; count += 1) append('order-1');
    expect(watch.next()).toBeNull();
    watch.begin();
    append('order-1');
    expect(positions(watch.next())).toEqual([601]);
  });

  it('when too much came of others', () => {
    const watch = tail.watch('order-1');
    append('order-1');
    append(...Array.from({ length: 10_000 }, () => 'order-2'));
    expect(watch.next()).toBeNull();
  });

  it('when the log may have grown elsewhere', async () => {
    const watch = tail.watch('order-1');
    const woken = watch.more(never);
    tail.restart(7n);
    await woken;
    expect(watch.next()).toBeNull();
  });
});

it('lets go of those who leave', async () => {
  const leave = new AbortController();
  const watch = tail.watch('order-1');
  const waiting = watch.more(leave.signal);
  leave.abort();
  await expect(waiting).resolves.toBeUndefined();
});

it('is not disturbed by a restart after which the log is what it was', () => {
  const watch = tail.watch('order-1');
  append('order-1');
  expect(positions(watch.next())).toEqual([1]);
  tail.restart(tail.position);
  expect(positions(watch.next())).toEqual([]);
  append('order-1');
  tail.restart(tail.position);
  expect(watch.next()).toBeNull();
});
