import { rateHistorySchema, ratePreviewSchema, routes, SCOPES } from '#libs/contract';
import { AccountDriver } from '../testing/account-driver.js';
import { startTestApi, type TestApi } from '../testing/test-api.js';

const DAY_MS = 86_400_000;
const MODEL = 'gpt-5-nano';

let api: TestApi;
let driver: AccountDriver;
beforeAll(async () => {
  api = await startTestApi({ projecting: true });
  driver = await AccountDriver.of(api);
});
afterAll(() => api.close());

const change = (feature: string, body: object) =>
  driver.send('PUT', routes.featureRate(feature), {
    name: 'Drawing',
    unit: 'image',
    tokensPerUnit: '10',
    ...body,
  });
const positionOf = (answer: { json(): { position: string } }) => answer.json().position;

it('charges a model by its multiplier, and says so in the receipt', async () => {
  const changed = await change('drawing', {
    multipliers: { [MODEL]: '1.5' },
    icon: 'image',
    engine: 'openai',
  });
  expect(changed.json()).toMatchObject({ multipliers: { [MODEL]: '1.5' }, icon: 'image', engine: 'openai' });
  const accountId = await driver.accountWith('100');
  const receipt = await driver.send('POST', routes.consumptions(accountId), {
    model: MODEL,
    feature: 'drawing',
    units: '2',
  });
  expect(receipt.json()).toMatchObject({ rate: '10', multiplier: '1.5', tokens: '30', balanceAfter: '70' });
  const features = await driver.get(routes.features, { after: positionOf(receipt) });
  expect(features.json().items).toContainEqual(
    expect.objectContaining({ feature: 'drawing', multipliers: { [MODEL]: '1.5' }, icon: 'image' }),
  );
});

it.each([
  [{ multipliers: { [MODEL]: '0' } }, 'validation-failed'],
  [{ multipliers: { [MODEL]: '-2' } }, 'validation-failed'],
  [{ multipliers: { [MODEL]: '0.0000001' } }, 'validation-failed'],
  [{ multipliers: { 'gtp-5': '2' } }, 'unknown-model'],
  [
    { multipliers: Object.fromEntries(Array.from({ length: 201 }, (_, n) => [`m${n}`, '2'])) },
    'validation-failed',
  ],
  [{ effectiveFrom: '2020-01-01T00:00:00Z' }, 'rate-in-the-past'],
])('refuses a rate with %j', async (body, code) => {
  const answer = await change('refused', body);
  expect(answer.json()).toMatchObject({ code });
  expect((await driver.get(routes.rateHistory('refused'))).json().items).toEqual([]);
});

it('lists a feature whose first rate is still to come only where it is asked for', async () => {
  const effectiveFrom = new Date(Date.now() + 30 * DAY_MS).toISOString();
  const after = positionOf(await change('planned', { effectiveFrom }));
  const planned = expect.objectContaining({ feature: 'planned', effectiveFrom });
  expect((await driver.get(routes.features, { after, state: 'to-come' })).json().items).toContainEqual(
    planned,
  );
  expect((await driver.get(routes.features, { after })).json().items).not.toContainEqual(planned);
  expect((await driver.get(routes.features, { state: 'gone' })).json()).toMatchObject({
    code: 'validation-failed',
  });
});

it('has the history of a rate, with what is scheduled, page by page', async () => {
  await change('history', { tokensPerUnit: '1' });
  await change('history', { tokensPerUnit: '2' });
  const inAMonth = new Date(Date.now() + 30 * DAY_MS).toISOString();
  const after = positionOf(await change('history', { tokensPerUnit: '3', effectiveFrom: inAMonth }));
  const first = await driver.get(routes.rateHistory('history'), { after, limit: '2' });
  const page = rateHistorySchema.parse(first.json());
  expect(page.items).toMatchObject([
    { tokensPerUnit: '3', state: 'scheduled', effectiveTo: null },
    { tokensPerUnit: '2', state: 'in-force', effectiveTo: inAMonth },
  ]);
  const second = await driver.get(routes.rateHistory('history'), { cursor: page.nextCursor ?? '' });
  expect(second.json()).toMatchObject({ items: [{ tokensPerUnit: '1' }], nextCursor: null });
});

it('shows what a month would have cost at another rate, and changes nothing', async () => {
  await change('previewed', { tokensPerUnit: '10' });
  const accountId = await driver.accountWith('1000');
  const used = await driver.send('POST', routes.consumptions(accountId), {
    model: MODEL,
    feature: 'previewed',
    units: '3',
  });
  await driver.get(routes.balance(accountId), { after: positionOf(used) });
  const month = (used.json() as { consumedAt: string }).consumedAt.slice(0, 7);
  const answer = await driver.send('POST', routes.ratePreview('previewed'), {
    unit: 'image',
    tokensPerUnit: '12.5',
    multipliers: { [MODEL]: '2' },
    month,
  });
  expect(answer.statusCode).toBe(200);
  expect(ratePreviewSchema.parse(answer.json())).toMatchObject({
    items: [
      { model: MODEL, name: 'GPT-5 Nano', units: '3', cost: '30', wouldHaveCost: '75', difference: '45' },
    ],
  });
  expect((await driver.get(routes.rateHistory('previewed'))).json().items).toHaveLength(1);
});

it('previews against the last month when none is named', async () => {
  const answer = await driver.send('POST', routes.ratePreview('previewed'), {
    unit: 'image',
    tokensPerUnit: '1',
  });
  const now = new Date();
  const lastMonth = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 1, 1));
  expect(answer.json()).toMatchObject({
    from: lastMonth.toISOString().slice(0, 10),
    items: [],
    total: { operations: 0 },
  });
});

it.each([
  [{ unit: 'image', tokensPerUnit: '0' }, 'tokensPerUnit'],
  [{ unit: 'image', tokensPerUnit: '1', month: '2026-13' }, 'month'],
  [{ unit: 'image', tokensPerUnit: '1', zone: 'Mars/Olympus' }, 'zone'],
])('refuses to preview %j', async (body, field) => {
  const answer = await driver.send('POST', routes.ratePreview('previewed'), body);
  expect(answer.json()).toMatchObject({ code: 'validation-failed', errors: [{ field }] });
});

it('shows previews only to who may change rates', async () => {
  const authorization = await api.apiKey({
    role: 'service',
    scopes: SCOPES.filter((s) => s === 'catalog:read'),
  });
  const answer = await api.app.inject({
    method: 'POST',
    url: routes.ratePreview('drawing'),
    payload: { unit: 'image', tokensPerUnit: '1' },
    headers: { authorization },
  });
  expect(answer.statusCode).toBe(403);
});
