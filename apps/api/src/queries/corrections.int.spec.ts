import { correctionPageSchema, routes, type Accepted, type CorrectionEntry } from '#libs/contract';
import { amount } from '#libs/ledger';
import { AccountDriver } from '../testing/account-driver.js';
import { startTestApi, type TestApi } from '../testing/test-api.js';

const MODEL = 'gpt-5-nano';

let api: TestApi;
let driver: AccountDriver;
let accountId: string;
let after: string;
beforeAll(async () => {
  api = await startTestApi({ projecting: true });
  driver = await AccountDriver.of(api);
  accountId = await driver.accountWith('100');
  await driver.consume(accountId, '20', 'mistake');
  await correct(routes.reversal(accountId, 'mistake'), { amount: '10', reason: 'delivered twice' }, 'undo');
  await correct(routes.adjustments(accountId), adjustment('up', '30'), 'more');
  await correct(routes.adjustments(accountId), adjustment('down', '5'), 'less');
  after = await correct(routes.revocation(accountId, 'more'), { reason: 'not due' }, 'gone');
});
afterAll(() => api.close());

const adjustment = (direction: 'up' | 'down', tokens: string) => ({
  model: MODEL,
  direction,
  tokens,
  reason: 'a typing error',
});

async function correct(url: string, body: object, key: string): Promise<string> {
  const answer = await driver.send('POST', url, body, key);
  if (answer.statusCode !== 201) throw new Error(answer.body);
  return answer.json<Accepted>().position;
}

async function pageOf(parameters: Record<string, string> = {}) {
  const answer = await driver.get(routes.corrections(accountId), { after, ...parameters });
  return correctionPageSchema.parse(answer.json());
}

const keys = (items: readonly CorrectionEntry[]) => items.map(({ operationId }) => operationId);

it('answers every correction with why and by whom, newest first', async () => {
  const { items, nextCursor, asOf } = await pageOf();
  expect(items).toMatchObject([
    {
      kind: 'revocation',
      operationId: 'gone',
      direction: 'down',
      tokens: '30',
      grants: [{ grantId: 'more', tokens: '30' }],
      reason: 'not due',
    },
    { kind: 'adjustment', operationId: 'less', direction: 'down', tokens: '5', reason: 'a typing error' },
    { kind: 'adjustment', operationId: 'more', direction: 'up', grants: [{ grantId: 'more', tokens: '30' }] },
    {
      kind: 'reversal',
      operationId: 'undo',
      reversedOperationId: 'mistake',
      modelName: 'GPT-5 Nano',
      featureName: 'AI Bots',
      tokens: '10',
      balanceAfter: '60',
    },
  ]);
  for (const { actor } of items) expect(actor).toMatch(/^service:/);
  expect(nextCursor).toBeNull();
  expect(BigInt(asOf.position)).toBeGreaterThanOrEqual(BigInt(after));
});

it('answers entries that can be re-added', async () => {
  for (const { tokens, grants, overdraftReduced } of (await pageOf()).items) {
    const parts = [...grants.map((draw) => draw.tokens), overdraftReduced].map(amount);
    expect(parts.reduce((sum, part) => sum + part, 0n)).toBe(amount(tokens));
  }
});

it('answers page by page, without gap or overlap', async () => {
  const seen: (string | null)[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const page: Awaited<ReturnType<typeof pageOf>> = await pageOf({ limit: '1', ...(cursor && { cursor }) });
    expect(page.items).toHaveLength(1);
    seen.push(...keys(page.items));
    cursor = page.nextCursor;
  }
  expect(seen).toEqual(['gone', 'less', 'more', 'undo']);
});

it.each([
  [{ kind: 'adjustment' }, ['less', 'more']],
  [{ kind: 'reversal', model: MODEL }, ['undo']],
  [{ model: 'claude-sonnet-4.5' }, []],
  [{ to: '2020-01-01T00:00:00Z' }, []],
  [{ from: '2020-01-01T00:00:00+02:00', kind: 'revocation' }, ['gone']],
])('filters the corrections by %p', async (filter, expected) => {
  expect(keys((await pageOf({ ...filter })).items)).toEqual(expected);
});

it('answers no corrections for an account without any event', async () => {
  const answer = await driver.get(routes.corrections('acc-nobody'));
  expect(correctionPageSchema.parse(answer.json())).toMatchObject({ items: [], nextCursor: null });
});

it.each([
  [{ kind: 'gift' }, 'kind'],
  [{ limit: '201' }, 'limit'],
  [{ cursor: 'guess' }, 'cursor'],
  [{ from: '2026-01-01' }, 'from'],
  [{ feature: 'ai_bots' }, 'feature'],
])('refuses %p', async (parameters, field) => {
  const answer = await driver.get(routes.corrections(accountId), { ...parameters });
  expect(answer.json()).toMatchObject({ status: 400, code: 'validation-failed', errors: [{ field }] });
});
