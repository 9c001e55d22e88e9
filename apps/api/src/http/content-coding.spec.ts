import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { coded, codingFor, isWorthCoding } from './content-coding.js';

it.each([
  ['gzip, deflate, br, zstd', 'br'],
  ['gzip, deflate', 'gzip'],
  ['br;q=0, GZIP;q=0.5', 'gzip'],
  ['br;q=0.000', null],
  ['identity', null],
  [undefined, null],
])('answers to %p with %p', (accepted, coding) => {
  expect(codingFor(accepted)).toBe(coding);
});

it('leaves alone what is small, and what is compressed already', () => {
  expect(isWorthCoding('text/javascript; charset=utf-8', 5_000)).toBe(true);
  expect(isWorthCoding('application/json; charset=utf-8', 100)).toBe(false);
  expect(isWorthCoding('font/woff2', 50_000)).toBe(false);
  expect(isWorthCoding('text/event-stream', 0)).toBe(false);
});

it.each(['quick', 'small'] as const)('loses nothing, %s', async (effort) => {
  const text = Buffer.from('a ledger, '.repeat(500));
  expect(brotliDecompressSync(await coded('br', text, effort))).toEqual(text);
  expect(gunzipSync(await coded('gzip', text, effort))).toEqual(text);
});
