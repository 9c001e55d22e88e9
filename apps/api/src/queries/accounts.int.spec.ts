import { routes, type AccountEvents, type AccountPage } from '#libs/contract';
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

const events = async (accountId: string, query: Record<string, string> = {}) =>
  (await driver.get(routes.accountEvents(accountId), query)).json<AccountEvents>();

it('reads the events of an account as they stand in the log, newest first, page by page', async () => {
  const accountId = await driver.accountWith('100');
  for (const units of ['1', '2', '3']) await driver.consume(accountId, units);
  const first = await events(accountId, { limit: '3' });
  expect(first.items.map(({ type, revision }) => [type, revision])).toEqual([
    ['TokensConsumed', '3'],
    ['TokensConsumed', '2'],
    ['TokensConsumed', '1'],
  ]);
  expect(first.items[0]).toMatchObject({
    data: { units: '3', tokens: '7.5' },
    metadata: { actor: expect.stringMatching(/^service:/), hash: expect.stringMatching(/^[0-9a-f]{64}$/) },
  });
  const second = await events(accountId, { limit: '3', before: first.nextBefore ?? '' });
  expect(second).toMatchObject({ items: [{ type: 'TokensGranted', revision: '0' }], nextBefore: null });
  expect(await events(accountId, { before: '0' })).toEqual({ items: [], nextBefore: null });
});

it('has no events of an account that has none', async () => {
  expect(await events(randomUUID())).toEqual({ items: [], nextBefore: null });
});

it('lists accounts by how their ids begin', async () => {
  const search = `listed-${randomUUID()}`;
  const granted = { model: 'gpt-5-nano', amount: '1' };
  const { position } = (await driver.send('POST', routes.grants(`${search}-1`), granted)).json<{
    position: string;
  }>();
  const answer = await driver.get(routes.accounts, { search, after: position });
  expect(answer.json<AccountPage>()).toMatchObject({
    items: [{ accountId: `${search}-1`, allocations: 1 }],
    nextCursor: null,
  });
  expect((await driver.get(routes.accounts, { cursor: '?' })).statusCode).toBe(400);
});

it('is for auditors and administrators, and for no user and no key of one account', async () => {
  const user = await api.signedIn({ accountId: 'acc-mine' });
  const auditor = await api.signedIn({ role: 'auditor', accountId: null });
  const ask = async (url: string, headers: Record<string, string>) =>
    (await api.app.inject({ url, headers })).statusCode;
  for (const url of [routes.accounts, routes.accountEvents('acc-mine')]) {
    expect(await ask(url, user)).toBe(403);
    expect(await ask(url, auditor)).toBe(200);
  }
});
