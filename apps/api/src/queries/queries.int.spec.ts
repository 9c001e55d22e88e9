import {
  balanceSchema,
  featuresSchema,
  forecastSchema,
  modelsSchema,
  routes,
  usageEntrySchema,
  usageByPeriodSchema,
  usagePageSchema,
  type Receipt,
  type UsagePage,
} from '#libs/contract';
import { amount } from '#libs/ledger';
import { Commands } from '../testing/commands.js';
import { startTestApi, type TestApi } from '../testing/test-api.js';

let api: TestApi;
let authorization: string;
let last: Receipt;
beforeAll(async () => {
  api = await startTestApi({ projecting: true });
  authorization = await api.apiKey({});
  const commands = await Commands.of(api);
  await commands.grant('acc-ada', { model: 'gpt-5-nano', amount: '1000' });
  for (let words = 1; words <= 4; words += 1) await commands.consume('acc-ada', String(words));
  last = await commands.consume('acc-ada', '5');
});
afterAll(() => api.close());

const query = (url: string, parameters: Record<string, string> = {}) =>
  api.app.inject({ url, query: { after: last.position, ...parameters }, headers: { authorization } });

it('answers the balance of an account, with what was just written in it', async () => {
  const balance = balanceSchema.parse((await query(routes.balance('acc-ada'))).json());
  expect(balance).toMatchObject({
    accountId: 'acc-ada',
    available: '962.5',
    total: '962.5',
    usedThisMonth: '37.5',
    activeAllocations: 1,
    zone: 'UTC',
    allocations: [
      { model: 'gpt-5-nano', name: 'GPT-5 Nano', engine: 'openai', granted: '1000', spent: '37.5' },
    ],
  });
  expect(BigInt(balance.asOf.position)).toBeGreaterThanOrEqual(BigInt(last.position));
});

it('answers an empty balance for an account without any event', async () => {
  expect((await query(routes.balance('acc-nobody'))).json()).toMatchObject({ total: '0', allocations: [] });
});

it('answers the usage page by page, newest first, without gap or overlap', async () => {
  const units: string[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const parameters = { limit: '2', ...(cursor && { cursor }) };
    const page: UsagePage = usagePageSchema.parse((await query(routes.usage('acc-ada'), parameters)).json());
    expect(page.items.length).toBeLessThanOrEqual(2);
    units.push(...page.items.map((entry) => entry.units));
    cursor = page.nextCursor;
  }
  expect(units).toEqual(['5', '4', '3', '2', '1']);
});

it('shows in the history the receipt that the command answered', async () => {
  const page = usagePageSchema.parse((await query(routes.usage('acc-ada'), { limit: '1' })).json());
  expect(page.items).toEqual([{ ...last, modelName: 'GPT-5 Nano', featureName: 'AI Bots', reversed: '0' }]);
});

it('answers the receipt of an operation, to be re-added by hand', async () => {
  const receipt = usageEntrySchema.parse((await query(routes.receipt('acc-ada', last.operationId))).json());
  expect(receipt).toMatchObject({ ...last, modelName: 'GPT-5 Nano', reversed: '0' });
  const drawn = receipt.drawn.map(({ tokens }) => amount(tokens)).reduce((sum, each) => sum + each, 0n);
  const priced = amount(receipt.units) * amount(receipt.rate) * amount(receipt.multiplier);
  expect(priced).toBe(amount(receipt.tokens) * 10n ** 12n);
  expect(drawn + amount(receipt.overdrawn)).toBe(amount(receipt.tokens));
  expect(amount(receipt.balanceBefore) - drawn).toBe(amount(receipt.balanceAfter));
});

it('knows no receipt of an operation that never was', async () => {
  expect((await query(routes.receipt('acc-ada', 'never-was'))).json()).toMatchObject({
    status: 404,
    code: 'operation-not-found',
  });
});

it.each([
  [{ minTokens: '10' }, 2],
  [{ maxTokens: '5' }, 2],
  [{ minTokens: '5', maxTokens: '10' }, 3],
  [{ model: 'gpt-5-nano' }, 5],
  [{ model: 'claude-sonnet-4.5' }, 0],
  [{ feature: 'ai_bots' }, 5],
  [{ search: 'AI bots' }, 5],
  [{ search: 'claude' }, 0],
  [{ to: '2020-01-01T00:00:00Z' }, 0],
  [{ from: '2020-01-01T00:00:00+02:00' }, 5],
])('filters the usage by %p', async (filter, count) => {
  expect((await query(routes.usage('acc-ada'), filter)).json<UsagePage>().items).toHaveLength(count);
});

describe('usage by time', () => {
  const dayOf = (zone: string) =>
    new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(new Date(last.consumedAt));

  it("sums days in the viewer's zone", async () => {
    const zone = 'Pacific/Auckland';
    const day = dayOf(zone);
    const answer = await query(routes.usageByDay('acc-ada'), { zone, from: day, to: day });
    expect(usageByPeriodSchema.parse(answer.json())).toMatchObject({ zone, periods: [{ start: day }] });
  });

  it('sums weeks, from Monday', async () => {
    const day = dayOf('UTC');
    const answer = await query(routes.usageByWeek('acc-ada'), { from: day, to: day });
    const { periods } = usageByPeriodSchema.parse(answer.json());
    expect(periods).toMatchObject([{ tokens: '37.5', operations: 5 }]);
    expect(new Date(`${periods[0]?.start}T00:00:00Z`).getUTCDay()).toBe(1);
  });

  it('sums months, and lists those without usage', async () => {
    const day = dayOf('UTC');
    const answer = await query(routes.usageByMonth('acc-ada'), { from: '2026-01-01', to: day });
    const { periods } = usageByPeriodSchema.parse(answer.json());
    expect(periods[0]).toEqual({ start: '2026-01-01', tokens: '0', operations: 0 });
    expect(periods.at(-1)).toEqual({ start: `${day.slice(0, 7)}-01`, tokens: '37.5', operations: 5 });
  });

  it('splits usage by feature, with the total of the range', async () => {
    const day = dayOf('UTC');
    const answer = await query(routes.usageByDay('acc-ada'), { from: day, to: day, split: 'feature' });
    const parts = [{ key: 'ai_bots', name: 'AI Bots', tokens: '37.5', operations: 5 }];
    expect(usageByPeriodSchema.parse(answer.json())).toMatchObject({
      periods: [{ start: day, parts }],
      total: { tokens: '37.5', operations: 5, parts },
    });
  });

  it('sums what the filters of the history find, from its first use on', async () => {
    const day = dayOf('UTC');
    const answer = await query(routes.usageByDay('acc-ada'), { to: day, minTokens: '5', maxTokens: '10' });
    const { periods, total } = usageByPeriodSchema.parse(answer.json());
    expect(total).toEqual({ tokens: '22.5', operations: 3 });
    expect(periods).toHaveLength(14);
  });

  it('cuts a month to the range where that is asked for', async () => {
    const day = dayOf('UTC');
    const until = new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);
    const ofMonth = async (to: string) => {
      const range = { from: '2026-01-01', to, edges: 'cut' };
      const answer = await query(routes.usageByMonth('acc-ada'), range);
      return usageByPeriodSchema.parse(answer.json()).total.operations;
    };
    expect([await ofMonth(until), await ofMonth(day)]).toEqual([0, 5]);
  });

  it.each([
    [{ from: '2026-01-01', to: '2026-01-01', search: '' }, 'search'],
    [{ from: '2026-01-01', to: '2026-01-01', edges: 'round' }, 'edges'],
    [{ from: '2026-01-01', to: '2026-01-01', split: 'account' }, 'split'],
    [{ from: '2026-01-02', to: '2026-01-01' }, 'to'],
    [{ from: '2020-01-01', to: '2026-01-01' }, 'to'],
    [{ from: 'yesterday', to: '2026-01-01' }, 'from'],
    [{ from: '2026-01-01' }, 'to'],
    [{ from: '2026-01-01', to: '2026-01-01', zone: 'Mars/Olympus' }, 'zone'],
    [{ from: '2026-01-01', to: '2026-01-01', zone: '+02:00' }, 'zone'],
  ])('refuses %p', async (parameters, field) => {
    const answer = await query(routes.usageByDay('acc-ada'), { ...parameters });
    expect(answer.json()).toMatchObject({ status: 400, code: 'validation-failed', errors: [{ field }] });
  });
});

it.each([
  [routes.usage('acc-ada'), { limit: '201' }, 'limit'],
  [routes.usage('acc-ada'), { limit: '0' }, 'limit'],
  [routes.usage('acc-ada'), { cursor: 'guess' }, 'cursor'],
  [routes.usage('acc-ada'), { offset: '50' }, 'offset'],
  [routes.balance('acc-ada'), { zone: 'Mars/Olympus' }, 'zone'],
  [routes.features, { after: '-1' }, 'after'],
  [routes.balance('no such id'), {}, 'accountId'],
])('refuses %s with %p', async (url, parameters, field) => {
  const answer = await query(url, parameters);
  expect(answer.json()).toMatchObject({ status: 400, code: 'validation-failed', errors: [{ field }] });
});

it('answers features with the rate in force, and models', async () => {
  expect(featuresSchema.parse((await query(routes.features)).json()).items).toMatchObject([
    { feature: 'ai_bots', name: 'AI Bots', unit: 'word', tokensPerUnit: '2.5', revision: 0 },
  ]);
  expect(modelsSchema.parse((await query(routes.models)).json()).items.map(({ model }) => model)).toEqual([
    'claude-sonnet-4.5',
    'gpt-5-nano',
  ]);
});

it('forecasts when an allocation runs out', async () => {
  const forecast = forecastSchema.parse((await query(routes.forecast('acc-ada'))).json());
  expect(forecast.allocations).toMatchObject([
    { model: 'gpt-5-nano', available: '962.5', perDay: '37.5', noEnd: null, willExpireUnused: '0' },
  ]);
  const [allocation] = forecast.allocations;
  const days = (Date.parse(allocation?.runsOutAt ?? '') - Date.now()) / 86_400_000;
  expect(Math.round(days)).toBe(26); // 962.5 / 37.5 = 25.67
});

it('is never kept by a cache', async () => {
  expect((await query(routes.balance('acc-ada'))).headers['cache-control']).toBe('no-store');
});

it('says so when the read model does not get there in time', async () => {
  const behind = await startTestApi({ environment: { READ_WAIT_MS_MAX: '50' } });
  const headers = { authorization: await behind.apiKey({}) };
  const answer = await behind.app.inject({
    url: routes.balance('acc-ada'),
    query: { after: '999999' },
    headers,
  });
  expect(answer.json()).toMatchObject({ status: 503, code: 'read-model-behind' });
  expect(answer.headers['retry-after']).toBe('1');
  await behind.close();
});
