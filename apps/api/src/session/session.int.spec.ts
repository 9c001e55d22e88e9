import { startTestApi, type TestApi } from '../testing/test-api.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
  await api.resources.identity.users.create({
    email: 'ada@example.com',
    name: 'Ada',
    password: 'correct horse battery',
    role: 'user',
    accountId: 'acc-ada',
  });
});
afterAll(() => api.close());

const signIn = (payload: object) => api.app.inject({ method: 'POST', url: '/api/v1/session', payload });

it('signs in with e-mail and password', async () => {
  const answer = await signIn({ email: 'ada@example.com', password: 'correct horse battery' });
  expect(answer.statusCode).toBe(200);
  expect(answer.json()).toMatchObject({ name: 'Ada', role: 'user', accountId: 'acc-ada' });
});

it('keeps the session where no script and no other site reaches it', async () => {
  const answer = await signIn({ email: 'ada@example.com', password: 'correct horse battery' });
  const session = answer.cookies.find(({ name }) => name === 'session');
  expect(session).toMatchObject({ httpOnly: true, sameSite: 'Strict', path: '/' });
  expect(answer.cookies.find(({ name }) => name === 'XSRF-TOKEN')).not.toHaveProperty('httpOnly');
});

it('answers a wrong password and an unknown e-mail alike', async () => {
  const wrong = await signIn({ email: 'ada@example.com', password: 'wrong' });
  const unknown = await signIn({ email: 'nobody@example.com', password: 'wrong' });
  expect(wrong.statusCode).toBe(401);
  expect(withoutCorrelation(wrong.json())).toEqual(withoutCorrelation(unknown.json()));
});

it('says who is signed in', async () => {
  const headers = await api.signedIn({ name: 'Grace', accountId: 'acc-grace' });
  const answer = await api.app.inject({ url: '/api/v1/session', headers });
  expect(answer.json()).toMatchObject({ name: 'Grace', accountId: 'acc-grace' });
});

it('signs out: the cookie opens nothing any more', async () => {
  const headers = await api.signedIn({});
  const out = await api.app.inject({ method: 'DELETE', url: '/api/v1/session', headers });
  expect(out.statusCode).toBe(204);
  expect(await api.app.inject({ url: '/api/v1/session', headers })).toMatchObject({ statusCode: 401 });
});

it.each([
  ['missing', undefined],
  ['wrong', 'guess'],
])('refuses an unsafe request when the CSRF token is %s', async (_how, token) => {
  const { cookie } = await api.signedIn({});
  const headers = { cookie, ...(token && { 'x-xsrf-token': token }) };
  const answer = await api.app.inject({ method: 'DELETE', url: '/api/v1/session', headers });
  expect(answer.statusCode).toBe(403);
  expect(answer.json()).toMatchObject({ code: 'csrf-token-invalid' });
});

it('is not opened by an API key', async () => {
  const authorization = await api.apiKey({});
  expect(await api.app.inject({ url: '/api/v1/session', headers: { authorization } })).toMatchObject({
    statusCode: 401,
  });
});

it('names every field that is wrong, and refuses fields that it does not know', async () => {
  const answer = await signIn({ email: 'no e-mail', password: 'x', admin: true });
  expect(answer.statusCode).toBe(400);
  expect(answer.json()).toMatchObject({
    code: 'validation-failed',
    errors: expect.arrayContaining([
      expect.objectContaining({ field: 'email' }),
      { field: 'admin', message: 'is not known' },
    ]),
  });
});

function withoutCorrelation(body: Record<string, unknown>): Record<string, unknown> {
  const { correlationId: _own, ...rest } = body;
  return rest;
}
