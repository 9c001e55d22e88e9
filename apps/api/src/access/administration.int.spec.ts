import type { CreatedApiKey } from '#libs/contract';
import { startTestApi, type TestApi } from '../testing/test-api.js';

let api: TestApi;
let authorization: string;
beforeAll(async () => {
  api = await startTestApi();
  authorization = await api.apiKey({ role: 'administrator', scopes: ['admin'] });
});
afterAll(() => api.close());

const post = (url: string, payload: object) =>
  api.app.inject({ method: 'POST', url, headers: { authorization }, payload });

describe('users', () => {
  const grace = {
    email: 'grace@example.com',
    name: 'Grace',
    password: 'nanoseconds are short',
    role: 'user',
    accountId: 'acc-grace',
  };

  it('are created and can sign in', async () => {
    const created = await post('/api/v1/users', grace);
    expect(created.statusCode).toBe(201);
    expect(created.body).not.toMatch(/password|argon2/i);
    const { email, password } = grace;
    expect((await post('/api/v1/session', { email, password })).statusCode).toBe(200);
  });

  it('are not created twice with the same e-mail', async () => {
    expect((await post('/api/v1/users', { ...grace, email: 'GRACE@example.com' })).json()).toMatchObject({
      status: 409,
      code: 'email-taken',
    });
  });

  it.each([
    ['a short password', { password: 'short' }, 'password'],
    ['no account', { accountId: null }, 'accountId'],
    ['the role of a service', { role: 'service' }, 'role'],
  ])('are not created with %s', async (_what, change, field) => {
    const answer = await post('/api/v1/users', { ...grace, email: 'new@example.com', ...change });
    expect(answer.json()).toMatchObject({ code: 'validation-failed', errors: [{ field }] });
  });
});

describe('API keys', () => {
  const create = async (change: object = {}) =>
    await post('/api/v1/api-keys', { name: 'Importer', scopes: ['tokens:consume'], ...change });
  const list = async (key = authorization) =>
    await api.app.inject({ url: '/api/v1/api-keys', headers: { authorization: key } });

  it('are shown whole exactly once', async () => {
    const created = (await create()).json<CreatedApiKey>();
    expect(created.key.startsWith(created.prefix)).toBe(true);
    const listed = await list();
    expect(listed.body).toContain(created.id);
    expect(listed.body).not.toContain(created.key);
  });

  it('open what their scopes say', async () => {
    const { key } = (await create({ role: 'administrator', scopes: ['admin'] })).json<CreatedApiKey>();
    expect((await list(`Bearer ${key}`)).statusCode).toBe(200);
  });

  it('cannot be given more than their role allows', async () => {
    const answer = await create({ role: 'service', scopes: ['admin'] });
    expect(answer.json()).toMatchObject({ code: 'validation-failed', errors: [{ field: 'scopes' }] });
  });

  it('of one account cannot be given what concerns everybody', async () => {
    const answer = await create({ role: 'administrator', scopes: ['rates:write'], accountId: 'acc-1' });
    expect(answer.json()).toMatchObject({ code: 'validation-failed', errors: [{ field: 'scopes' }] });
  });

  it('open nothing once they are revoked', async () => {
    const { id, key } = (await create({ role: 'administrator', scopes: ['admin'] })).json<CreatedApiKey>();
    const url = `/api/v1/api-keys/${id}`;
    expect(await api.app.inject({ method: 'DELETE', url, headers: { authorization } })).toMatchObject({
      statusCode: 204,
    });
    expect((await list(`Bearer ${key}`)).statusCode).toBe(401);
  });

  it('say so when there is none to revoke', async () => {
    const url = `/api/v1/api-keys/${'0'.repeat(16)}`;
    const answer = await api.app.inject({ method: 'DELETE', url, headers: { authorization } });
    expect(answer.json()).toMatchObject({ status: 404, code: 'not-found' });
  });
});
