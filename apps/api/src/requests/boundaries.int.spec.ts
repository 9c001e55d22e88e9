import { routes } from '#libs/contract';
import { randomUUID } from 'node:crypto';
import { AccountDriver } from '../testing/account-driver.js';
import { startTestApi, type TestApi } from '../testing/test-api.js';

/** What is let in stays in the log for ever, and all that reads the log has to cope with it. */
const MODEL = 'gpt-5-nano';
const GRANT = { model: MODEL, amount: '1' };
const LATEST = '9999-12-31T23:59:59.999Z';

let api: TestApi;
let driver: AccountDriver;
beforeAll(async () => {
  api = await startTestApi();
  driver = await AccountDriver.of(api);
});
afterAll(() => api.close());

const grant = (body: object) => driver.send('POST', routes.grants(randomUUID()), { ...GRANT, ...body });
const rate = (effectiveFrom: string) =>
  driver.send('PUT', routes.featureRate(`f-${randomUUID()}`), {
    name: 'Feature',
    unit: 'word',
    tokensPerUnit: '1',
    effectiveFrom,
  });
const TAKES_AN_INSTANT = {
  'expiresAt of a grant': (at: string) => grant({ expiresAt: at }),
  'effectiveFrom of a grant': (at: string) => grant({ effectiveFrom: at }),
  'until of a rollover': (at: string) =>
    grant({ expiresAt: '2999-01-01T00:00:00Z', rollover: { rule: 'all', until: at } }),
  'effectiveFrom of a rate': rate,
  'from of a query': (at: string) => driver.get(routes.usage(randomUUID()), { from: at }),
};

describe.each(Object.entries(TAKES_AN_INSTANT))('the instant %s', (_name, send) => {
  it.each([
    '9999-12-31T23:59:59-12:00',
    '9999-12-31T23:59:59.999-00:01',
    '1970-01-01T00:00:00+00:01',
    '0000-01-01T00:00:00Z',
  ])('is refused in another year in UTC than of 1970 to 9999: %s', async (at) => {
    const answer = await send(at);
    expect(answer.json()).toMatchObject({
      code: 'validation-failed',
      errors: [{ message: 'must be in the years 1970 to 9999 in UTC' }],
    });
  });

  it('may be the last one of the year 9999', async () => {
    expect((await send(LATEST)).statusCode).toBeLessThan(300);
  });
});

it.each(['.', '..'])('refuses the idempotency key %s, whose hold could never be settled', async (key) => {
  const accountId = await driver.accountWith('100');
  expect((await driver.reserve(accountId, '1', {}, key)).json()).toMatchObject({
    status: 400,
    code: 'idempotency-key-missing',
  });
  expect((await driver.consume(accountId, '0')).json()).toMatchObject({ balanceAfter: '100' });
});

it.each(['.', '..'])('refuses the key %s in a batch', async (idempotencyKey) => {
  const accountId = await driver.accountWith('100');
  const item = { accountId, idempotencyKey, model: MODEL, feature: 'ai_bots', units: '1' };
  const answer = await driver.send('POST', routes.consumptionBatch, { items: [item] });
  expect(answer.json()).toMatchObject({
    items: [{ status: 400, problem: { errors: [{ field: 'idempotencyKey' }] } }],
  });
});

it.each(['...', '.a', 'a.', '%2e', '/', 'a/../b'])('settles a hold under the key %s', async (key) => {
  const accountId = await driver.accountWith('100');
  await driver.reserve(accountId, '1', {}, key);
  expect((await driver.settle(accountId, key, '1')).json()).toMatchObject({ tokens: '2.5' });
});

it('settles a hold under a key of 200 characters that paths have to escape', async () => {
  const accountId = await driver.accountWith('100');
  const key = '%'.repeat(200);
  await driver.reserve(accountId, '1', {}, key);
  expect((await driver.settle(accountId, key, '1')).json()).toMatchObject({ tokens: '2.5' });
});
