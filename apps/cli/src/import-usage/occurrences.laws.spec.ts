import fc from 'fast-check';
import { createHash } from 'node:crypto';
import { Occurrences } from './occurrences.js';

const digest = (text: string) => createHash('sha256').update(text).digest();

it('counts as a plain map does', () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 60 }), { maxLength: 400 }), (rows) => {
      const occurrences = new Occurrences();
      const map = new Map<number, number>();
      for (const row of rows) {
        map.set(row, (map.get(row) ?? 0) + 1);
        expect(occurrences.count(digest(String(row)))).toBe(map.get(row));
      }
    }),
  );
});

it('forgets nothing as it grows', () => {
  const occurrences = new Occurrences();
  const digests = Array.from({ length: 20_000 }, (_, index) => digest(String(index)));
  const counts = [1, 2, 3].map((round) => digests.every((each) => occurrences.count(each) === round));
  expect(counts).toEqual([true, true, true]);
});

it('tells rows apart that would have the same place', () => {
  const occurrences = new Occurrences();
  const samePlace = ['a', 'b', 'c'].map((end) => Buffer.from(`0123${'.'.repeat(7)}${end}`));
  expect(samePlace.map((each) => occurrences.count(each))).toEqual([1, 1, 1]);
  expect(samePlace.map((each) => occurrences.count(each))).toEqual([2, 2, 2]);
});
