import { retryAfterMs } from './retry-after.js';

const now = new Date('2026-01-03T07:58:00.000Z');

it.each([
  ['2', 2_000],
  ['0', 0],
  [' 5 ', 5_000],
  ['Sat, 03 Jan 2026 07:58:30 GMT', 30_000],
  ['Sat, 03 Jan 2026 07:00:00 GMT', 0],
  ['soon', null],
  ['', null],
  [null, null],
])('reads %j as %s ms', (header, wait) => {
  expect(retryAfterMs(header, now)).toBe(wait);
});
