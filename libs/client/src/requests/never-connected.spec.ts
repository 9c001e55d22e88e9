import { neverConnected } from './never-connected.js';

const failed = (code: string) =>
  new TypeError('fetch failed', { cause: Object.assign(new Error(code), { code }) });

it.each(['ECONNREFUSED', 'ENOTFOUND'])('knows that nothing arrived: %s', (code) => {
  expect(neverConnected(failed(code))).toBe(true);
});

it.each([
  failed('ECONNRESET'),
  failed('UND_ERR_SOCKET'),
  new TypeError('Failed to fetch'),
  'thrown text',
  null,
])('does not know of %s', (error) => expect(neverConnected(error)).toBe(false));
