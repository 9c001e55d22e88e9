import type { LogEntry } from './log-entry.js';
import { PageSize } from './paging.js';

const page = (count: number, bytes: number): LogEntry[] =>
  Array.from({ length: count }, () => ({
    position: 0n,
    streamName: '',
    revision: 0n,
    id: '',
    type: '',
    createdAt: new Date(0),
    isJson: true,
    data: Buffer.alloc(bytes),
    metadata: Buffer.alloc(0),
  }));

it('grows while events are small', () => {
  const size = new PageSize();
  const first = size.next;
  expect(size.read(page(first, 100))).toBe(true);
  expect(size.next).toBeGreaterThan(first);
});

it('shrinks when events are large', () => {
  const size = new PageSize();
  size.read(page(size.next, 1_048_576));
  expect(size.next).toBe(4);
});

it('stops at a page that is not full, and at the limit', () => {
  const size = new PageSize(70);
  expect(size.read(page(64, 10))).toBe(true);
  expect(size.next).toBe(6);
  expect(size.read(page(6, 10))).toBe(false);
  expect(new PageSize().read(page(3, 10))).toBe(false);
});
