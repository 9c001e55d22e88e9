import { Seldom } from './seldom.js';

it('lets the same thing pass once in a while, and another thing at once', () => {
  let now = 0;
  const seldom = new Seldom(1_000, () => now);
  expect(seldom.passes('the API is away')).toBe(true);
  now = 999;
  expect(seldom.passes('the API is away')).toBe(false);
  expect(seldom.passes('Postgres is away')).toBe(true);
  now = 1_000;
  expect(seldom.passes('the API is away')).toBe(true);
});
