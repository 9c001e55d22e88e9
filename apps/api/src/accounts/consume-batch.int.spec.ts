import { batchResponseSchema, routes, type BatchItem } from '#libs/contract';
import { AccountDriver } from '../testing/account-driver.js';
import { startTestApi, type TestApi } from '../testing/test-api.js';

let api: TestApi;
let driver: AccountDriver;

beforeAll(async () => {
  api = await startTestApi();
  driver = await AccountDriver.of(api);
});
afterAll(() => api.close());

const item = (accountId: string, idempotencyKey: string, units: string): BatchItem => ({
  accountId,
  idempotencyKey,
  model: 'gpt-5-nano',
  feature: 'ai_bots',
  units,
});
const send = async (items: readonly unknown[]) =>
  batchResponseSchema.parse((await driver.send('POST', routes.consumptionBatch, { items })).json()).items;

it('answers every item on its own, in the order of the items', async () => {
  const [rich, poor] = [await driver.accountWith('1000'), await driver.accountWith('1')];
  const answers = await send([
    item(rich, 'a', '1'),
    item(poor, 'b', '1'),
    { ...item(rich, 'c', '1'), units: 'many' },
    item(rich, 'd', '2'),
  ]);
  expect(answers).toMatchObject([
    { status: 201, receipt: { accountId: rich, tokens: '2.5', balanceAfter: '997.5' } },
    { status: 409, problem: { code: 'insufficient-tokens', available: '1' } },
    { status: 400, problem: { code: 'validation-failed', errors: [{ field: 'units' }] } },
    { status: 201, receipt: { tokens: '5', balanceBefore: '997.5', balanceAfter: '992.5' } },
  ]);
});

it('carries out a thousand items over many accounts, those of one account in their order', async () => {
  const accounts = await Promise.all(Array.from({ length: 10 }, () => driver.accountWith('1000')));
  const items = Array.from({ length: 1_000 }, (_, index) =>
    item(accounts[index % accounts.length] ?? '', `item-${index}`, '0.4'),
  );
  const answers = await send(items);
  const balances = new Map<string, string[]>();
  for (const answer of answers) {
    if (!('receipt' in answer)) throw new Error(JSON.stringify(answer));
    const { accountId, balanceAfter } = answer.receipt;
    balances.set(accountId, [...(balances.get(accountId) ?? []), balanceAfter]);
  }
  const descending = Array.from({ length: 100 }, (_, index) => String(999 - index));
  for (const accountId of accounts) expect(balances.get(accountId)).toEqual(descending);
});

it('charges once what is sent twice: in one batch, in another, and alone', async () => {
  const accountId = await driver.accountWith('100');
  const twice = await send([item(accountId, 'same', '1'), item(accountId, 'same', '1')]);
  expect(twice).toMatchObject([
    { status: 201, replayed: false, receipt: { balanceAfter: '97.5' } },
    { status: 201, replayed: true, receipt: { balanceAfter: '97.5' } },
  ]);
  expect(await send([item(accountId, 'same', '1')])).toMatchObject([{ status: 201, replayed: true }]);
  const alone = await driver.consume(accountId, '1', 'same');
  expect(alone.json()).toMatchObject({ balanceAfter: '97.5' });
  expect(alone.headers['idempotent-replayed']).toBe('true');
  expect(await send([item(accountId, 'same', '2')])).toMatchObject([
    { status: 422, problem: { code: 'idempotency-key-reused' } },
  ]);
});

it('reaches the own account only, with a key that is restricted to one', async () => {
  const [own, foreign] = [await driver.accountWith('10'), await driver.accountWith('10')];
  const answer = await api.app.inject({
    method: 'POST',
    url: routes.consumptionBatch,
    payload: { items: [item(foreign, 'a', '1'), item(own, 'b', '1'), item('acc-nobody', 'c', '1')] },
    headers: { authorization: await api.apiKey({ accountId: own }) },
  });
  expect(batchResponseSchema.parse(answer.json()).items).toMatchObject([
    { status: 403, problem: { code: 'forbidden' } },
    { status: 201, receipt: { accountId: own } },
    { status: 403, problem: { code: 'forbidden' } },
  ]);
  expect((await driver.consume(foreign, '0')).json()).toMatchObject({ balanceBefore: '10' });
});

it.each([[[]], [Array.from({ length: 1_001 }, () => ({}))]])('refuses a batch of %p', async (items) => {
  const answer = await driver.send('POST', routes.consumptionBatch, { items });
  expect(answer.json()).toMatchObject({
    status: 400,
    code: 'validation-failed',
    errors: [{ field: 'items' }],
  });
});

it('is counted by what became of each item', async () => {
  const accountId = await driver.accountWith('10');
  const counts = async (outcome: string) => {
    const { body } = await api.app.inject({ url: '/metrics' });
    const line = new RegExp(
      `^commands_total\\{command="POST [^"]*batch",outcome="${outcome}"[^}]*\\} (\\d+)$`,
      'm',
    );
    return Number(line.exec(body)?.[1] ?? 0);
  };
  const outcomes = ['accepted', 'replayed', 'insufficient-tokens'];
  const before = await Promise.all(outcomes.map(counts));
  const one = item(accountId, 'counted', '1');
  await send([one, one, item(accountId, 'counted-too', '1'), item(accountId, 'too-many', '99')]);
  const after = await Promise.all(outcomes.map(counts));
  expect(after.map((count, index) => count - (before[index] ?? 0))).toEqual([2, 1, 1]);
});
