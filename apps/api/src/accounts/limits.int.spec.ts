import { balanceSchema, routes, type Accepted } from '#libs/contract';
import { AccountDriver } from '../testing/account-driver.js';
import { startTestApi, type TestApi } from '../testing/test-api.js';

const MODEL = 'gpt-5-nano';
let api: TestApi;
let driver: AccountDriver;

beforeAll(async () => {
  api = await startTestApi({ projecting: true });
  driver = await AccountDriver.of(api);
});
afterAll(() => api.close());

it('lets an allocation be overdrawn down to its limit', async () => {
  const accountId = await driver.accountWith('100');
  await driver.send('PUT', routes.overdraftLimit(accountId, MODEL), { limit: '50' });
  expect((await driver.consume(accountId, '61')).json()).toMatchObject({
    code: 'insufficient-tokens',
    needed: '152.5',
    available: '100',
    overdraft: '50',
  });
  const receipt = (await driver.consume(accountId, '60')).json<{ position: string }>();
  expect(receipt).toMatchObject({ tokens: '150', overdrawn: '50', balanceAfter: '0' });
  const balance = (await driver.get(routes.balance(accountId), { after: receipt.position })).json();
  expect(balanceSchema.parse(balance).allocations).toMatchObject([
    { granted: '100', available: '0', spent: '100', overdrawn: '50', overdraftLimit: '50' },
  ]);
});

it.each([[null], [MODEL]])('caps spending of %s by day, and says when it resets', async (model) => {
  const accountId = await driver.accountWith('1000');
  await driver.send('PUT', routes.timeZone(accountId), { timeZone: 'Asia/Kathmandu' });
  await driver.send('PUT', routes.spendingCaps(accountId, model), { day: '100' });
  await driver.consume(accountId, '30');
  const refused = (await driver.consume(accountId, '11')).json<{ resetsAt: string }>();
  expect(refused).toMatchObject({
    status: 409,
    code: 'spending-cap-reached',
    scope: model === null ? 'account' : 'model',
    period: 'day',
    cap: '100',
    spent: '75',
    available: '25',
  });
  expect(refused.resetsAt).toMatch(/T18:15:00\.000Z$/);
  expect((await driver.consume(accountId, '10')).statusCode).toBe(201);
});

it.each([[null], [MODEL]])('freezes spending of %s, and lets it go on', async (model) => {
  const accountId = await driver.accountWith('1000');
  await driver.reserve(accountId, '10', {}, 'open');
  const reason = 'unfamiliar API key';
  const frozen = await driver.send('POST', routes.freeze(accountId, model), { reason });
  expect(BigInt(frozen.json<Accepted>().position)).toBeGreaterThan(0n);
  expect((await driver.consume(accountId, '1')).json()).toMatchObject({
    status: 409,
    code: 'spending-frozen',
    model,
    reason,
  });
  expect((await driver.settle(accountId, 'open', '10')).statusCode).toBe(201);
  await driver.send('POST', routes.unfreeze(accountId, model), { reason: 'explained' });
  expect((await driver.consume(accountId, '1')).statusCode).toBe(201);
});

it('refuses a time zone that does not exist', async () => {
  const accountId = await driver.accountWith('1');
  const answer = await driver.send('PUT', routes.timeZone(accountId), { timeZone: 'Mars/Olympus' });
  expect(answer.json()).toMatchObject({ status: 422, code: 'unknown-time-zone' });
});

it('refuses limits of a model that nobody defined', async () => {
  const answer = await driver.send('PUT', routes.overdraftLimit('somebody', 'gtp-5'), { limit: '1' });
  expect(answer.json()).toMatchObject({ code: 'unknown-model' });
});
