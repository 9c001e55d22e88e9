import { routes, type Balance, type BalanceHistory, type PastBalance } from '#libs/contract';
import { randomUUID } from 'node:crypto';
import { AccountDriver } from '../testing/account-driver.js';
import { startTestApi, type TestApi } from '../testing/test-api.js';

let api: TestApi;
let driver: AccountDriver;
beforeAll(async () => {
  api = await startTestApi({ projecting: true });
  driver = await AccountDriver.of(api);
});
afterAll(() => api.close());

const pastOf = async (accountId: string, query: Record<string, string> = {}) =>
  (await driver.get(routes.pastBalance(accountId), query)).json<PastBalance>();
const historyOf = (accountId: string, query: Record<string, string>) =>
  driver.get(routes.balanceHistory(accountId), { model: 'gpt-5-nano', ...query });

it('says what an account held after each of its events, and which event that was', async () => {
  const accountId = await driver.accountWith('100');
  for (const units of ['1', '2']) await driver.consume(accountId, units);
  const held = [];
  for (const revision of ['0', '1', '2']) {
    const { event, allocations, stream } = await pastOf(accountId, { revision });
    expect(event?.revision).toBe(revision);
    expect(stream).toMatchObject({ first: { revision: '0' }, last: { revision: '2' } });
    held.push([event?.type, allocations[0]?.available, allocations[0]?.spent]);
  }
  expect(held).toEqual([
    ['TokensGranted', '100', '0'],
    ['TokensConsumed', '97.5', '2.5'],
    ['TokensConsumed', '92.5', '7.5'],
  ]);
});

it('is the balance now where nothing else is asked for, and nothing before the first event', async () => {
  const accountId = await driver.accountWith('100');
  await driver.consume(accountId, '4');
  const after = (await pastOf(accountId)).event?.position ?? '';
  const live = (await driver.get(routes.balance(accountId), { after })).json<Balance>();
  const { allocations, total } = await pastOf(accountId);
  expect(total).toBe(live.total);
  expect(allocations).toMatchObject(
    live.allocations.map(({ usedThisMonth: _used, alert: _alert, ...figures }) => figures),
  );
  expect(await pastOf(accountId, { at: '2001-01-01T00:00:00Z' })).toMatchObject({
    event: null,
    total: '0',
    allocations: [],
  });
});

it('knows nothing of an account without events', async () => {
  expect(await pastOf(randomUUID(), { revision: '7' })).toMatchObject({
    event: null,
    allocations: [],
    stream: null,
  });
});

it('has a point at the first moment, at each beginning of a step, and at the last', async () => {
  const accountId = await driver.accountWith('100');
  const to = new Date(Date.now() + 60_000).toISOString();
  const from = new Date(Date.now() - 3 * 86_400_000).toISOString();
  const { points } = (await historyOf(accountId, { from, to })).json<BalanceHistory>();
  expect(points).toHaveLength(5);
  expect(points[0]).toMatchObject({ at: from, available: '0', granted: '0' });
  expect(points.at(-1)).toMatchObject({ at: to, available: '100', granted: '100', unlimited: false });
});

it('refuses what it cannot answer, field by field', async () => {
  const day = { from: '2026-01-01T00:00:00Z', to: '2026-03-01T00:00:00Z' };
  const refused = async (query: Record<string, string>) => (await historyOf('acc-1', query)).json();
  const field = (name: string) => ({ code: 'validation-failed', errors: [{ field: name }] });
  expect(await refused({ ...day, step: 'hour' })).toMatchObject(field('step'));
  expect(await refused({ from: day.to, to: day.from })).toMatchObject(field('to'));
  expect(await refused({ ...day, zone: 'Mars/Olympus' })).toMatchObject(field('zone'));
  const both = { at: day.from, revision: '1' };
  expect(await pastOf('acc-1', both)).toMatchObject(field('revision'));
});

it('is for whoever holds the account, and for those who look after accounts', async () => {
  const query = 'model=m&from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z';
  const owner = await api.signedIn({ accountId: 'acc-mine' });
  const auditor = await api.signedIn({ role: 'auditor', accountId: null });
  for (const route of [routes.pastBalance, (id: string) => `${routes.balanceHistory(id)}?${query}`]) {
    const ask = async (accountId: string, headers: Record<string, string>) =>
      (await api.app.inject({ url: route(accountId), headers })).statusCode;
    expect(await ask('acc-mine', owner)).toBe(200);
    expect(await ask('acc-other', owner)).toBe(403);
    expect(await ask('acc-other', auditor)).toBe(200);
  }
});
