import { routes, type UsageEntry } from '#libs/contract';
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

const download = async (accountId: string, query: Record<string, string> = {}) =>
  await driver.get(routes.usageExport(accountId), query);

async function used(...units: readonly string[]): Promise<{ accountId: string; after: string }> {
  const accountId = await driver.accountWith('100000');
  let after = '0';
  for (const each of units)
    after = (await driver.consume(accountId, each)).json<{ position: string }>().position;
  return { accountId, after };
}

it('is a file with every entry, newest first', async () => {
  const { accountId, after } = await used('1', '2');
  const answer = await download(accountId, { after });
  expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8');
  expect(answer.headers['content-disposition']).toBe(`attachment; filename="usage-${accountId}.csv"`);
  const [names, ...lines] = answer.body.trimEnd().split('\r\n');
  expect(names).toMatch(/^consumedAt,model,/);
  expect(lines.map((line) => line.split(',')[5])).toEqual(['2', '1']);
});

it('has exactly what is filtered, as JSON too', async () => {
  const { accountId, after } = await used('1', '2', '3');
  const query = { after, format: 'json', minTokens: '5', maxTokens: '5' };
  const answer = await download(accountId, query);
  expect(answer.headers['content-type']).toBe('application/json; charset=utf-8');
  expect(answer.json<UsageEntry[]>().map(({ units, tokens }) => [units, tokens])).toEqual([['2', '5']]);
  expect(JSON.parse((await download(accountId, { format: 'json', model: 'none' })).body)).toEqual([]);
});

it('takes an account id of any characters for its name', async () => {
  const accountId = `a:b:c:${randomUUID()}`;
  expect((await download(accountId)).headers['content-disposition']).toMatch(/filename="usage-a_b_c_/);
});

it('refuses what the history refuses', async () => {
  expect((await download('acc-1', { format: 'xml' })).json()).toMatchObject({ code: 'validation-failed' });
  expect((await download('acc-1', { limit: '5' })).json()).toMatchObject({ code: 'validation-failed' });
  const user = await api.signedIn({ accountId: 'acc-mine' });
  const foreign = await api.app.inject({ url: routes.usageExport('acc-foreign'), headers: user });
  expect(foreign.statusCode).toBe(403);
});

it('goes through many pages, each entry once', async () => {
  const { accountId } = await used();
  const [count, batch] = [2_500, 500];
  let after = '0';
  for (let at = 0; at < count; at += batch) {
    const items = Array.from({ length: batch }, (_, index) => ({
      ...{
        idempotencyKey: `op-${at + index}`,
        accountId,
        model: 'gpt-5-nano',
        feature: 'ai_bots',
        units: '1',
      },
    }));
    const answer = await driver.send('POST', routes.consumptionBatch, { items });
    expect(answer.statusCode).toBe(200);
  }
  after = (await driver.consume(accountId, '1')).json<{ position: string }>().position;
  const lines = (await download(accountId, { after })).body.trimEnd().split('\r\n').slice(1);
  expect(lines).toHaveLength(count + 1);
  expect(new Set(lines.map((line) => line.split(',').at(-2))).size).toBe(count + 1);
});
