import { accountLimitsSchema, routes, type Accepted } from '#libs/contract';
import { AccountDriver } from '../testing/account-driver.js';
import { startTestApi, type TestApi } from '../testing/test-api.js';

const MODEL = 'gpt-5-nano';
const NO_CAPS = { day: null, week: null, month: null };

let api: TestApi;
let driver: AccountDriver;
beforeAll(async () => {
  api = await startTestApi({ projecting: true });
  driver = await AccountDriver.of(api);
});
afterAll(() => api.close());

const set = async (url: string, body: object) =>
  (await driver.send('PUT', url, body)).json<Accepted>().position;
const limitsOf = async (accountId: string, after: string) =>
  accountLimitsSchema.parse((await driver.get(routes.limits(accountId), { after })).json());

it('answers no limits for an account without any event', async () => {
  const answer = (await driver.get(routes.limits('acc-nobody'))).json();
  expect(accountLimitsSchema.parse(answer)).toMatchObject({
    accountId: 'acc-nobody',
    timeZone: 'UTC',
    caps: NO_CAPS,
    freeze: null,
    models: [],
  });
});

it('answers caps with what is charged, held and left, in the time zone of the account', async () => {
  const accountId = await driver.accountWith('1000');
  await set(routes.timeZone(accountId), { timeZone: 'Asia/Kathmandu' });
  await set(routes.spendingCaps(accountId), { day: '500', month: '90' });
  await set(routes.spendingCaps(accountId, MODEL), { week: '200' });
  await driver.consume(accountId, '30');
  const held = await driver.reserve(accountId, '4');
  const limits = await limitsOf(accountId, held.json<Accepted>().position);
  const used = { spent: '75', held: '10' };
  expect(limits).toMatchObject({
    timeZone: 'Asia/Kathmandu',
    caps: {
      day: { cap: '500', ...used, available: '415' },
      week: null,
      month: { cap: '90', ...used, available: '5' },
    },
    models: [{ model: MODEL, name: 'GPT-5 Nano', caps: { week: { cap: '200', ...used, available: '115' } } }],
  });
  const refused = (await driver.consume(accountId, '3')).json<{ resetsAt: string }>();
  expect(refused).toMatchObject({ code: 'spending-cap-reached', period: 'month', ...limits.caps.month });
  expect(limits.caps.day?.resetsAt).toMatch(/T18:15:00\.000Z$/);
});

it('gives room back when a charge is reversed', async () => {
  const accountId = await driver.accountWith('1000');
  await set(routes.spendingCaps(accountId), { day: '100' });
  await driver.consume(accountId, '40', 'mistake');
  const reversed = await driver.send('POST', routes.reversal(accountId, 'mistake'), { reason: 'twice' });
  const { caps } = await limitsOf(accountId, reversed.json<Accepted>().position);
  expect(caps.day).toMatchObject({ spent: '0', available: '100' });
});

it('shows a cap below what is charged already as used up', async () => {
  const accountId = await driver.accountWith('1000');
  await driver.consume(accountId, '40');
  const after = await set(routes.spendingCaps(accountId), { day: '60' });
  expect((await limitsOf(accountId, after)).caps.day).toMatchObject({ spent: '100', available: '0' });
});

it.each([[null], [MODEL]])('answers why and since when spending of %s is frozen', async (model) => {
  const accountId = await driver.accountWith('10');
  const reason = 'unfamiliar API key';
  const frozen = await driver.send('POST', routes.freeze(accountId, model), { reason });
  const limits = await limitsOf(accountId, frozen.json<Accepted>().position);
  const freezes = [limits.freeze, limits.models[0]?.freeze];
  const since = expect.stringMatching(/Z$/) as string; // a matcher stands for the text
  expect(freezes).toEqual(model === null ? [{ reason, since }, null] : [null, { reason, since }]);
  const unfrozen = await driver.send('POST', routes.unfreeze(accountId, model), { reason: 'explained' });
  const after = unfrozen.json<Accepted>().position;
  expect(await limitsOf(accountId, after)).toMatchObject({ freeze: null, models: [{ freeze: null }] });
});

it('answers how far an allocation may be overdrawn, and is', async () => {
  const accountId = await driver.accountWith('100');
  await set(routes.overdraftLimit(accountId, MODEL), { limit: '50' });
  const receipt = await driver.consume(accountId, '50');
  const { models } = await limitsOf(accountId, receipt.json<Accepted>().position);
  expect(models).toMatchObject([{ overdraftLimit: '50', overdrawn: '25', caps: NO_CAPS, freeze: null }]);
});

it.each([
  [routes.limits('no such id'), {}, 'accountId'],
  [routes.limits('acc-1'), { after: 'now' }, 'after'],
  [routes.limits('acc-1'), { zone: 'UTC' }, 'zone'],
])('refuses %s with %p', async (url, parameters, field) => {
  const answer = await driver.get(url, { ...parameters });
  expect(answer.json()).toMatchObject({ status: 400, code: 'validation-failed', errors: [{ field }] });
});
