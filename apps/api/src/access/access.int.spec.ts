import type { LightMyRequestResponse } from 'fastify';
import { SCOPES, ROLE_SCOPES } from '#libs/contract';
import type { RegisteredRoute } from '../http/registered-routes.js';
import { startTestApi, type TestApi } from '../testing/test-api.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

/** Open to everybody, on purpose. Everything else is refused to strangers. */
const PUBLIC = [
  'GET /',
  'GET /sign-in',
  'GET /design',
  'GET /dashboard',
  'GET /dashboard/*',
  'POST /api/v1/session',
  'GET /health/live',
  'GET /health/ready',
  'GET /metrics',
  // Whoever has the address of a payment page may pay.
  'GET /sandbox-payments/checkout/:id',
  'POST /sandbox-payments/checkout/:id',
  'POST /sandbox-payments/checkout/:id/authentication',
  'POST /sandbox-payments/checkout/:id/cancellation',
  // Believed by its signature.
  'POST /api/v1/payment-webhooks/sandbox',
];

const documentation = ({ pattern }: RegisteredRoute) => pattern.startsWith('/api/docs');
const nameOf = ({ method, pattern }: RegisteredRoute) => `${method} ${pattern}`;

function guardedRoutes(): RegisteredRoute[] {
  const routes = api.app.getHttpAdapter().getInstance().registeredRoutes.all;
  return routes.filter(
    (route) => route.method !== 'HEAD' && !documentation(route) && !PUBLIC.includes(nameOf(route)),
  );
}

function ask({ method, pattern }: RegisteredRoute, headers: Record<string, string>, accountId = 'acc-1') {
  const url = pattern.replace(':accountId', accountId).replace(/\/:\w+/g, '/thing');
  return api.app.inject({ method: method as 'GET', url, headers: { 'idempotency-key': 'k-1', ...headers } }); // every registered method is one of inject's
}

/** All that a caller can tell apart, but what names the request itself. */
function seen({ statusCode, headers, body }: LightMyRequestResponse, accountId: string) {
  const { 'x-correlation-id': own, date: _date, ...rest } = headers;
  const told = body.replaceAll(String(own), '<correlation>').replaceAll(accountId, '<account>');
  return { statusCode, headers: rest, body: told };
}

it('finds routes to test', () => {
  expect(guardedRoutes().map(nameOf)).toEqual(
    expect.arrayContaining(['GET /api/v1/session', 'POST /api/v1/users', 'DELETE /api/v1/api-keys/:keyId']),
  );
});

it.each([
  ['no credentials', {}],
  ['an unknown session', { cookie: 'session=guess' }],
  ['an unknown API key', { authorization: `Bearer tlk_${'0'.repeat(16)}_${'A'.repeat(43)}` }],
  ['no API key at all', { authorization: 'Basic YWRhOnBhc3N3b3Jk' }],
])('refuses %s everywhere in the same way', async (_what, headers) => {
  const answers = new Set<string>();
  for (const route of guardedRoutes()) {
    const answer = await ask(route, headers);
    expect([nameOf(route), answer.statusCode]).toEqual([nameOf(route), 401]);
    const { instance: _path, correlationId: _id, ...problem } = answer.json<Record<string, unknown>>();
    answers.add(JSON.stringify({ problem, challenge: answer.headers['www-authenticate'] }));
  }
  expect([...answers]).toHaveLength(1);
});

it('refuses a revoked key and an ended session like unknown ones', async () => {
  const created = await api.resources.identity.apiKeys.create({
    name: 'Gone',
    role: 'administrator',
    scopes: [...SCOPES],
    accountId: null,
    expiresAt: null,
  });
  await api.resources.identity.apiKeys.revoke(created.apiKey.id);
  const session = await api.signedIn({});
  await api.app.inject({ method: 'DELETE', url: '/api/v1/session', headers: session });
  for (const route of guardedRoutes()) {
    expect((await ask(route, { authorization: `Bearer ${created.key}` })).statusCode).toBe(401);
    expect((await ask(route, session)).statusCode).toBe(401);
  }
});

it('refuses a key without scopes everywhere', async () => {
  const authorization = await api.apiKey({ scopes: [] });
  for (const route of guardedRoutes()) {
    const { statusCode } = await ask(route, { authorization });
    expect([nameOf(route), [401, 403].includes(statusCode)]).toEqual([nameOf(route), true]);
  }
});

it('tells a user the same of a foreign account as of one that does not exist', async () => {
  const user = await api.signedIn({ accountId: 'acc-mine' });
  for (const route of guardedRoutes().filter(({ pattern }) => pattern.includes(':accountId'))) {
    const foreign = seen(await ask(route, user, 'acc-foreign'), 'acc-foreign');
    const missing = seen(await ask(route, user, 'acc-missing'), 'acc-missing');
    expect(foreign).toEqual(missing);
    expect([nameOf(route), foreign.statusCode]).toEqual([nameOf(route), 403]);
  }
});

it('confines a restricted key to its account', async () => {
  const authorization = await api.apiKey({ accountId: 'acc-mine' });
  for (const route of guardedRoutes().filter(({ pattern }) => pattern.includes(':accountId'))) {
    expect((await ask(route, { authorization }, 'acc-foreign')).statusCode).toBe(403);
  }
});

it('lets a restricted key do nothing that concerns everybody, whatever its role and scopes', async () => {
  const authorization = await api.apiKey({ accountId: 'acc-mine', role: 'administrator', scopes: SCOPES });
  const everybody = guardedRoutes().filter(
    ({ method, pattern }) =>
      method !== 'GET' && !pattern.includes(':accountId') && !pattern.startsWith('/api/v1/session'),
  );
  const open: string[] = [];
  for (const route of everybody) {
    if ((await ask(route, { authorization })).statusCode !== 403) open.push(nameOf(route));
  }
  expect(open).toEqual(['POST /api/v1/consumptions:batch']); // every item is looked at by itself
  expect((await api.app.inject({ url: '/api/v1/api-keys', headers: { authorization } })).statusCode).toBe(
    403,
  );
});

/** What readers keep for themselves: nobody else sees it, and no account changes. */
const OWN_NOTES = [
  'DELETE /api/v1/session',
  'POST /api/v1/accounts/:accountId/notifications/read',
  'PUT /api/v1/accounts/:accountId/notification-settings',
];

it('lets auditors read and nothing else', async () => {
  const auditor = await api.signedIn({ role: 'auditor', accountId: null });
  const unsafe = guardedRoutes().filter(
    (route) => route.method !== 'GET' && !OWN_NOTES.includes(nameOf(route)),
  );
  for (const route of unsafe) expect((await ask(route, auditor)).statusCode).toBe(403);
  expect(ROLE_SCOPES.auditor.every((scope) => scope.endsWith(':read'))).toBe(true);
});

it('gives a key no more than its role allows', async () => {
  const authorization = await api.apiKey({ role: 'service', scopes: ['admin'] });
  const answer = await api.app.inject({ url: '/api/v1/api-keys', headers: { authorization } });
  expect(answer.statusCode).toBe(403);
});
