import pg from 'pg';
import { startTestApi, type TestApi } from '../testing/test-api.js';

const UNKNOWN_KEY = `tlk_${'0'.repeat(16)}_${'A'.repeat(43)}`;

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi({ environment: { SIGN_IN_ATTEMPTS_MAX: '3', REQUESTS_PER_MINUTE_MAX: '100' } });
});
afterAll(() => api.close());

const attempt = (email: string) =>
  api.app.inject({ method: 'POST', url: '/api/v1/session', payload: { email, password: 'guess' } });

it('stops guessing the password of one e-mail, in whatever case', async () => {
  for (const email of ['ada@example.com', 'ADA@example.com', 'Ada@Example.com']) {
    expect((await attempt(email)).statusCode).toBe(401);
  }
  const stopped = await attempt('ada@example.com');
  expect(stopped.statusCode).toBe(429);
  expect(stopped.json()).toMatchObject({ code: 'rate-limited' });
  expect(Number(stopped.headers['retry-after'])).toBeGreaterThan(0);
});

it('lets others sign in meanwhile', async () => {
  expect((await attempt('grace@example.com')).statusCode).toBe(401);
});

it('stops guessing at many e-mails from one address', async () => {
  const statuses: number[] = [];
  for (let guess = 0; guess < 31; guess += 1)
    statuses.push((await attempt(`user-${guess}@example.com`)).statusCode);
  expect(statuses.at(-1)).toBe(429);
});

/** @returns the statuses that so many requests of one address were answered with. */
async function statusesOf(remoteAddress: string, headers: Record<string, string>, url = '/api/v1/api-keys') {
  const statuses = new Set<number>();
  for (let request = 0; request <= 100; request += 1)
    statuses.add((await api.app.inject({ url, headers, remoteAddress })).statusCode);
  return [...statuses];
}

it('limits requests without an API key, and none with one', async () => {
  const authorization = await api.apiKey({ role: 'administrator', scopes: ['admin'] });
  expect(await statusesOf('192.0.2.1', {})).toEqual([401, 429]);
  expect(await statusesOf('192.0.2.1', { authorization })).toEqual([200]);
});

it.each([
  ['nonsense', 'x'],
  ['no key', 'Bearer x'],
  ['an unknown key', `Bearer ${UNKNOWN_KEY}`],
])('limits requests whose header Authorization has %s', async (what, authorization) => {
  const address = `198.51.100.${what.length}`;
  expect(await statusesOf(address, { authorization })).toEqual([401, 429]);
  expect(await statusesOf(address, {})).toEqual([429]);
});

it('limits requests with the wrong secret of a key that there is', async () => {
  const authorization = await api.apiKey({ role: 'administrator', scopes: ['admin'] });
  const wrong = authorization.slice(0, -43) + 'A'.repeat(43);
  expect(await statusesOf('192.0.2.2', { authorization: wrong })).toEqual([401, 429]);
  expect(await statusesOf('192.0.2.2', { authorization })).toEqual([200]);
});

it('counts attempts to sign in like other requests, whatever header Authorization they have', async () => {
  const headers = { authorization: 'x' };
  const remoteAddress = '192.0.2.3';
  await api.app.inject({ method: 'POST', url: '/api/v1/session', payload: {}, headers, remoteAddress });
  for (let request = 0; request < 99; request += 1)
    await api.app.inject({ url: '/api/v1/api-keys', remoteAddress });
  const last = await api.app.inject({ url: '/api/v1/api-keys', remoteAddress });
  expect(last.statusCode).toBe(429);
});

it('does not ask Postgres for unknown keys of an address that has sent too many', async () => {
  const authorization = `Bearer ${UNKNOWN_KEY}`;
  await statusesOf('192.0.2.4', { authorization });
  const postgres = new pg.Client({ connectionString: api.databaseUrl });
  await postgres.connect();
  await postgres.query('ALTER TABLE identity.api_keys RENAME TO away');
  try {
    expect(await statusesOf('192.0.2.4', { authorization })).toEqual([429]);
    expect(await statusesOf('192.0.2.5', { authorization })).toEqual([500, 429]); // it would have shown
  } finally {
    await postgres.query('ALTER TABLE identity.away RENAME TO api_keys');
    await postgres.end();
  }
});
