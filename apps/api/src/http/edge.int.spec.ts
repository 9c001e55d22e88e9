import type { InjectOptions } from 'fastify';
import { startTestApi, type TestApi } from '../testing/test-api.js';
import { BODY_BYTES_MAX } from './fastify-adapter.js';

let api: TestApi;
let authorization: string;
beforeAll(async () => {
  api = await startTestApi();
  authorization = await api.apiKey({ role: 'administrator', scopes: ['admin'] });
});
afterAll(() => api.close());

const ask = (request: InjectOptions) => api.app.inject(request);
const postKey = (payload: string, contentType = 'application/json') =>
  ask({
    method: 'POST',
    url: '/api/v1/api-keys',
    headers: { authorization, 'content-type': contentType },
    payload,
  });

it.each([
  ['no JSON', '{"name":', 400, 'malformed-json'],
  ['an empty body', '', 400, 'malformed-json'],
  ['another type than an object', '[]', 400, 'validation-failed'],
  ['a prototype in disguise', '{"__proto__":{"role":"administrator"}}', 400, 'malformed-json'],
  ['a constructor in disguise', '{"constructor":{"prototype":{"x":1}}}', 400, 'malformed-json'],
])('answers a problem to %s', async (_what, payload, status, code) => {
  const answer = await postKey(payload);
  expect(answer.statusCode).toBe(status);
  expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
  expect(answer.json()).toMatchObject({ status, code, instance: '/api/v1/api-keys' });
});

it.each(['text/xml', 'text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])(
  'refuses a body of type %s, which a form of another site could send',
  async (contentType) => {
    const answer = await postKey('email=ada@example.com', contentType);
    expect(answer.json()).toMatchObject({ status: 415, code: 'unsupported-media-type' });
  },
);

it('refuses a body that is too large', async () => {
  const answer = await postKey(JSON.stringify({ name: 'x'.repeat(BODY_BYTES_MAX) }));
  expect(answer.json()).toMatchObject({ status: 413, code: 'payload-too-large' });
});

it.each(['/api/v1/nothing', '/nothing.js', '/api'])('has nothing at %s', async (url) => {
  const answer = await ask({ url });
  expect(answer.headers['content-type']).toContain('application/problem+json');
  expect(answer.json()).toMatchObject({ status: 404, code: 'not-found' });
});

it('says which methods a path has', async () => {
  const answer = await ask({ method: 'PATCH', url: '/api/v1/session' });
  expect(answer.headers['allow']).toBe('DELETE, GET, HEAD, POST');
  expect(answer.json()).toMatchObject({ status: 405, code: 'method-not-allowed' });
});

it('refuses a path that cannot be decoded', async () => {
  expect((await ask({ url: '/api/v1/api-keys/%zz' })).json()).toMatchObject({
    status: 400,
    code: 'malformed-request',
  });
});

it('refuses a part of a path that is too long', async () => {
  const answer = await ask({
    method: 'DELETE',
    url: `/api/v1/api-keys/${'a'.repeat(500)}`,
    headers: { authorization },
  });
  expect(answer.json()).toMatchObject({ status: 414, code: 'path-too-long' });
});

describe('the correlation id', () => {
  const correlationId = async (given?: string) => {
    const answer = await ask({
      url: '/api/v1/nothing',
      headers: given === undefined ? {} : { 'x-correlation-id': given },
    });
    expect(answer.json()).toMatchObject({ correlationId: answer.headers['x-correlation-id'] });
    return answer.headers['x-correlation-id'];
  };

  it("is the caller's", async () => {
    expect(await correlationId('order-4711')).toBe('order-4711');
  });

  it.each([undefined, 'with space', 'x'.repeat(200), '"},{"'])(
    'is a new one instead of %p',
    async (given) => {
      expect(await correlationId(given)).toMatch(/^[0-9a-f-]{36}$/);
    },
  );
});

it('sends headers that keep a browser safe', async () => {
  const { headers } = await ask({ url: '/api/v1/session' });
  expect(headers).toMatchObject({
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'same-origin',
    'cache-control': 'no-store',
  });
  expect(headers['content-security-policy']).toContain("script-src 'self'");
  expect(headers['content-security-policy']).not.toContain("script-src 'self' 'unsafe-inline'");
  expect(headers).not.toHaveProperty('strict-transport-security');
});

it('insists on HTTPS where cookies do', async () => {
  const secure = await startTestApi({ environment: { COOKIE_SECURE: 'true' } });
  const { headers } = await secure.app.inject({ url: '/health/live' });
  expect(headers['strict-transport-security']).toContain('max-age=31536000');
  expect(headers['content-security-policy']).toContain('upgrade-insecure-requests');
  await secure.close();
});
