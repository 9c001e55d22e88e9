import type { OpenAPIObject } from '@nestjs/swagger';
import { startTestApi, type TestApi } from '../testing/test-api.js';

let api: TestApi;
let document: OpenAPIObject;
beforeAll(async () => {
  api = await startTestApi();
  document = (await api.app.inject({ url: '/api/docs-json' })).json<OpenAPIObject>();
});
afterAll(() => api.close());

/** Pages and the documentation itself, which no program calls, and what only the payment provider does. */
const PAGES = ['/', '/sign-in', '/design', '/dashboard', '/dashboard/*'];
const UNDOCUMENTED = ['/api/docs', '/sandbox-payments/', '/api/v1/payment-webhooks/'];

function registered(): string[] {
  return api.app
    .getHttpAdapter()
    .getInstance()
    .registeredRoutes.all.filter(({ method }) => method !== 'HEAD')
    .filter(({ pattern }) => !PAGES.includes(pattern))
    .filter(({ pattern }) => !UNDOCUMENTED.some((start) => pattern.startsWith(start)))
    .map(({ method, pattern }) => `${method} ${pattern.replace(/\/:(\w+)/g, '/{$1}')}`)
    .sort();
}

function operations() {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    (['get', 'post', 'put', 'delete'] as const).flatMap((method) => {
      const operation = item[method];
      return operation ? [{ name: `${method.toUpperCase()} ${path}`, operation }] : [];
    }),
  );
}

it('is OpenAPI 3.1', () => {
  expect(document.openapi).toBe('3.1.0');
});

it('documents every route, and no other', () => {
  expect(
    operations()
      .map(({ name }) => name)
      .sort(),
  ).toEqual(registered());
});

it('says of every endpoint what it is for, who may call it and what it answers', () => {
  for (const { name, operation } of operations()) {
    expect([name, operation.summary]).toEqual([name, expect.stringMatching(/^[A-Z].{5,}/)]);
    expect([name, operation.description]).toEqual([name, expect.stringContaining('**Who may call it:**')]);
    expect([name, Object.keys(operation.responses)]).toEqual([name, expect.arrayContaining(['429'])]);
  }
});

it('says with what an endpoint refuses', () => {
  const consume = document.paths['/api/v1/accounts/{accountId}/consumptions']?.post;
  expect(consume?.responses['409']).toMatchObject({
    description: expect.stringContaining('`insufficient-tokens`'),
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  });
  expect(Object.keys(consume?.responses ?? {})).toEqual(
    expect.arrayContaining(['201', '400', '401', '403', '409', '422', '503']),
  );
});

it('describes inputs as they are validated', () => {
  const consume = document.paths['/api/v1/accounts/{accountId}/consumptions']?.post;
  expect(consume?.requestBody).toMatchObject({
    content: { 'application/json': { schema: { $ref: '#/components/schemas/ConsumeRequest' } } },
  });
  expect(consume?.parameters).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ name: 'accountId', in: 'path' }),
      expect.objectContaining({ name: 'Idempotency-Key', in: 'header', required: true }),
    ]),
  );
  const usage = document.paths['/api/v1/accounts/{accountId}/usage']?.get;
  const limit = usage?.parameters?.find((parameter) => 'name' in parameter && parameter.name === 'limit');
  expect(limit).toMatchObject({ in: 'query', required: false, schema: { maximum: 200, default: 50 } });
});

it('resolves every reference', () => {
  const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)];
  const names = Object.keys(document.components?.schemas ?? {});
  expect(references.length).toBeGreaterThan(20);
  for (const [, name] of references) expect(names).toContain(name);
});

it('is shown to people at /api/docs', async () => {
  const page = await api.app.inject({ url: '/api/docs' });
  expect(page.body).toContain('Token Ledger API');
  expect((await api.app.inject({ url: '/api/docs/swagger-ui-bundle.js' })).statusCode).toBe(200);
});
