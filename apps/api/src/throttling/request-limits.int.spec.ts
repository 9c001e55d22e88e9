import { startTestApi, type TestApi } from '../testing/test-api.js';

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

it('limits requests without an API key, and none with one', async () => {
  const authorization = await api.apiKey({ role: 'administrator', scopes: ['admin'] });
  const ask = (headers: Record<string, string>) => api.app.inject({ url: '/api/v1/api-keys', headers });
  const strangers = new Set<number>();
  for (let request = 0; request <= 100; request += 1) strangers.add((await ask({})).statusCode);
  expect([...strangers]).toEqual([401, 429]);
  expect((await ask({ authorization })).statusCode).toBe(200);
});
