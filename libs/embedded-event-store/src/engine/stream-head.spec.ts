import { StreamHead } from './stream-head.js';

function headWith(count: number): StreamHead {
  const head = new StreamHead(1, null);
  for (let number = 0; number < count; number += 1) head.record(`id-${number}`, BigInt(number + 10));
  return head;
}

it('begins before the first revision', () => {
  expect(new StreamHead(null, null)).toMatchObject({ revision: -1n, isComplete: true });
});

it('knows its events by revision and by id', () => {
  const head = headWith(3);
  expect(head.at(1n)).toEqual({ id: 'id-1', position: 11n });
  expect(head.find('id-2')).toEqual({ revision: 2n, position: 12n });
  expect(head.at(3n)).toBeUndefined();
});

it('continues from the last event of a stream that was there before', () => {
  const head = new StreamHead(1, { id: 'old', revision: 41n, position: 99n });
  expect(head).toMatchObject({ revision: 41n, position: 99n, isComplete: false });
  expect(head.find('old')).toEqual({ revision: 41n, position: 99n });
  head.record('new', 100n);
  expect(head.at(42n)).toEqual({ id: 'new', position: 100n });
});

it('forgets the oldest when trimmed, and then no longer claims to be complete', () => {
  const head = headWith(5);
  head.trim(2);
  expect(head).toMatchObject({ revision: 4n, size: 2, isComplete: false, firstRevision: 3n });
  expect(head.find('id-2')).toBeUndefined();
  expect(head.at(2n)).toBeUndefined();
  expect(head.find('id-3')).toEqual({ revision: 3n, position: 13n });
});

it('keeps the original of an id that came twice', () => {
  const head = headWith(1);
  head.record('id-0', 50n);
  expect(head.find('id-0')).toEqual({ revision: 0n, position: 10n });
});
