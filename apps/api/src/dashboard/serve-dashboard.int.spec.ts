import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { startTestApi, type TestApi } from '../testing/test-api.js';

const PAGE = `<!doctype html><html><head><script src="main-ABCDEFGH.js"></script>
<link rel="stylesheet" href="styles.css" media="print" onload="this.media='all'">
<script>document.documentElement.dataset.theme = 'dark';</script></head><body></body></html>`;

const LARGE_FILE = 'export const ledger = {};\n'.repeat(100);

let directory: string;
let api: TestApi;
beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'dashboard-'));
  writeFileSync(join(directory, 'index.html'), PAGE);
  writeFileSync(join(directory, 'main-ABCDEFGH.js'), 'export {};');
  writeFileSync(join(directory, 'large-ABCDEFGH.js'), LARGE_FILE);
  writeFileSync(join(directory, 'favicon.svg'), '<svg/>');
  api = await startTestApi({ dashboardDirectory: directory });
});
afterAll(async () => {
  await api.close();
  rmSync(directory, { recursive: true });
});

const get = (url: string) => api.app.inject({ url });

it('leads from the root to the dashboard', async () => {
  const answer = await get('/');
  expect(answer.statusCode).toBe(302);
  expect(answer.headers['location']).toBe('/dashboard/user/token-management/dashboard');
});

it.each([
  '/sign-in',
  '/design',
  '/dashboard',
  '/dashboard/user/token-management/dashboard',
  '/dashboard/a/b/c',
])('answers the page at %s', async (url) => {
  const answer = await get(url);
  expect(answer.statusCode).toBe(200);
  expect(answer.body).toBe(PAGE);
  expect(answer.headers).toMatchObject({
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-cache',
  });
});

it('lets browsers keep files whose names change with their content, and only those', async () => {
  expect((await get('/main-ABCDEFGH.js')).headers['cache-control']).toBe(
    'public, max-age=31536000, immutable',
  );
  expect((await get('/favicon.svg')).headers['cache-control']).toBe('no-cache');
});

it('compresses text that is worth it, for whoever can read it, also when it is asked for again', async () => {
  for (const _again of [1, 2]) {
    const compressed = await api.app.inject({
      url: '/large-ABCDEFGH.js',
      headers: { 'accept-encoding': 'gzip, br' },
    });
    expect(compressed.headers).toMatchObject({
      'content-encoding': 'br',
      vary: 'Accept-Encoding',
      'content-length': String(compressed.rawPayload.length),
      'cache-control': 'public, max-age=31536000, immutable',
    });
    expect(brotliDecompressSync(compressed.rawPayload).toString()).toBe(LARGE_FILE);
  }
  const plain = await get('/large-ABCDEFGH.js');
  expect(plain.headers['content-encoding']).toBeUndefined();
  expect(plain.body).toBe(LARGE_FILE);
});

it('answers 304 to whoever has the file already', async () => {
  const { headers } = await get('/favicon.svg');
  const again = await api.app.inject({
    url: '/favicon.svg',
    headers: { 'if-none-match': String(headers['etag']), 'accept-encoding': 'br' },
  });
  expect(again.statusCode).toBe(304);
});

it('names the scripts of the page in the policy, so that no other inline script runs', async () => {
  const policy = String((await get('/sign-in')).headers['content-security-policy']);
  expect(policy.match(/'sha256-[\w+/=]+'/g)).not.toHaveLength(0);
  expect(policy).not.toContain("script-src 'self' 'unsafe-inline'");
});

it.each(['/api/nothing', '/api/v1/nothing', '/main-OTHER.js', '/../package.json', '/%2e%2e/package.json'])(
  'answers no page at %s',
  async (url) => {
    const answer = await get(url);
    expect(answer.statusCode).toBe(404);
    expect(answer.headers['content-type']).toContain('application/problem+json');
  },
);

it("leaves the brief's balance path to the API", async () => {
  expect((await get('/dashboard/user/token-management/balance')).statusCode).toBe(401);
});

it('says so when the dashboard is not built', async () => {
  const bare = await startTestApi({ dashboardDirectory: join(directory, 'missing') });
  const answer = await bare.app.inject({ url: '/sign-in' });
  expect(answer.statusCode).toBe(503);
  expect(answer.body).toContain('The dashboard is not built');
  await bare.close();
});
