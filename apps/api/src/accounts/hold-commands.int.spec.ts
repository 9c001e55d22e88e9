import {
  balanceSchema,
  extensionSchema,
  REPLAYED_HEADER,
  releaseSchema,
  reservationSchema,
  routes,
  settlementSchema,
  usageEntrySchema,
} from '#libs/contract';
import { amount } from '#libs/ledger';
import { AccountDriver } from '../testing/account-driver.js';
import { startTestApi, type TestApi } from '../testing/test-api.js';

let api: TestApi;
let driver: AccountDriver;

beforeAll(async () => {
  api = await startTestApi({ projecting: true });
  driver = await AccountDriver.of(api);
});
afterAll(() => api.close());

it('reserves, settles with what was used, and answers a receipt that can be re-added', async () => {
  const accountId = await driver.accountWith('1000');
  const reserved = await driver.reserve(accountId, '100', {}, 'call-1');
  expect(reserved.statusCode).toBe(201);
  const hold = reservationSchema.parse(reserved.json());
  expect(hold).toMatchObject({ holdId: 'call-1', tokens: '250', balanceBefore: '1000', balanceAfter: '750' });
  const settled = await driver.settle(accountId, 'call-1', '40');
  expect(settled.statusCode).toBe(201);
  const receipt = settlementSchema.parse(settled.json());
  expect(receipt).toMatchObject({ tokens: '100', held: '250', uncollected: '0', balanceAfter: '900' });
  const total = (draws: readonly { tokens: string }[]) =>
    draws.reduce((sum, { tokens }) => sum + amount(tokens), 0n);
  expect(total(receipt.drawn)).toBe(amount(receipt.tokens));
  expect(total(receipt.drawn) + total(receipt.returned)).toBe(amount(receipt.held));
  expect(amount(receipt.balanceBefore) + amount(receipt.held) - total(receipt.drawn)).toBe(
    amount(receipt.balanceAfter),
  );
});

it('shows what is held in the balance, and the settlement in history and receipts', async () => {
  const accountId = await driver.accountWith('1000');
  const { position, expiresAt } = reservationSchema.parse(
    (await driver.reserve(accountId, '100', { ttlSeconds: 600 }, 'call-2')).json(),
  );
  const balance = balanceSchema.parse(
    (await driver.get(routes.balance(accountId), { after: position })).json(),
  );
  expect(balance).toMatchObject({ total: '1000', available: '750', held: '250' });
  expect(balance.allocations[0]?.holds).toMatchObject([{ holdId: 'call-2', tokens: '250', expiresAt }]);
  const settled = settlementSchema.parse(
    (await driver.settle(accountId, 'call-2', '120', 'settle-2')).json(),
  );
  const receipt = usageEntrySchema.parse(
    (await driver.get(routes.receipt(accountId, 'settle-2'), { after: settled.position })).json(),
  );
  expect(receipt).toMatchObject({
    tokens: '300',
    settlement: { holdId: 'call-2', held: '250', returned: [], uncollected: '0' },
    consumedAt: settled.settledAt,
  });
});

it('answers retries as the first time, also of a settlement and a release', async () => {
  const accountId = await driver.accountWith('1000');
  for (const holdId of ['hold-1', 'hold-2']) await driver.reserve(accountId, '1', {}, holdId);
  const settle = () => driver.settle(accountId, 'hold-1', '1', 'settle');
  const release = () => driver.send('POST', routes.release(accountId, 'hold-2'), {}, 'release');
  for (const send of [settle, release]) {
    const first = await send();
    const again = await send();
    expect(again.statusCode).toBe(first.statusCode);
    expect(again.json()).toEqual(first.json());
    expect(again.headers[REPLAYED_HEADER.toLowerCase()]).toBe('true');
  }
});

it('releases a hold, and then neither settles nor extends it', async () => {
  const accountId = await driver.accountWith('1000');
  await driver.reserve(accountId, '100', {}, 'call-3');
  const released = await driver.send('POST', routes.release(accountId, 'call-3'));
  expect(releaseSchema.parse(released.json())).toMatchObject({ balanceAfter: '1000' });
  const late = await driver.settle(accountId, 'call-3', '1');
  expect(late.json()).toMatchObject({ status: 409, code: 'hold-closed', holdId: 'call-3' });
  expect((await driver.send('POST', routes.extension(accountId, 'call-3'))).json()).toMatchObject({
    code: 'hold-closed',
  });
});

it('extends a hold, within its longest life', async () => {
  const accountId = await driver.accountWith('1000');
  const hold = reservationSchema.parse((await driver.reserve(accountId, '1', { ttlSeconds: 60 })).json());
  const extend = (ttlSeconds: number) =>
    driver.send('POST', routes.extension(accountId, hold.holdId), { ttlSeconds });
  const extension = extensionSchema.parse((await extend(3_600)).json());
  expect(Date.parse(extension.expiresAt)).toBeGreaterThan(Date.parse(hold.expiresAt));
  expect((await extend(86_401)).json()).toMatchObject({ status: 422, code: 'hold-too-long' });
});

it('frees the tokens of a hold that nobody closed', async () => {
  const accountId = await driver.accountWith('250');
  const hold = reservationSchema.parse((await driver.reserve(accountId, '100', { ttlSeconds: 1 })).json());
  expect((await driver.consume(accountId, '100')).json()).toMatchObject({
    code: 'insufficient-tokens',
    available: '0',
    held: '250',
  });
  while (Date.now() <= Date.parse(hold.expiresAt)) await new Promise((resolve) => setTimeout(resolve, 20));
  const consumed = await driver.consume(accountId, '100');
  expect(consumed.json()).toMatchObject({ tokens: '250', balanceBefore: '250', balanceAfter: '0' });
  expect((await driver.settle(accountId, hold.holdId, '1')).json()).toMatchObject({ code: 'hold-closed' });
});

it('refuses overage with figures, and caps it by the policy of the hold', async () => {
  const accountId = await driver.accountWith('300');
  await driver.reserve(accountId, '100', {}, 'strict');
  expect((await driver.settle(accountId, 'strict', '200')).json()).toMatchObject({
    status: 409,
    code: 'overage-refused',
    needed: '500',
    held: '250',
    room: '50',
    limitedBy: 'balance',
  });
  await driver.send('POST', routes.release(accountId, 'strict'));
  await driver.reserve(accountId, '100', { overagePolicy: 'cap' }, 'capped');
  expect((await driver.settle(accountId, 'capped', '200')).json()).toMatchObject({
    tokens: '300',
    uncollected: '200',
  });
});

it('does not know a hold of another account', async () => {
  const owner = await driver.accountWith('10');
  await driver.reserve(owner, '1', {}, 'private');
  expect((await driver.settle(await driver.accountWith('10'), 'private', '1')).json()).toMatchObject({
    status: 404,
    code: 'hold-not-found',
  });
});
