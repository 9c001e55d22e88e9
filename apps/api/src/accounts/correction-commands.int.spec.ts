import {
  adjustmentSchema,
  balanceSchema,
  reversalSchema,
  revocationSchema,
  routes,
  usageEntrySchema,
  type GrantResponse,
  type Receipt,
} from '#libs/contract';
import { AccountDriver } from '../testing/account-driver.js';
import { startTestApi, type TestApi } from '../testing/test-api.js';

let api: TestApi;
let driver: AccountDriver;

beforeAll(async () => {
  api = await startTestApi({ projecting: true });
  driver = await AccountDriver.of(api);
});
afterAll(() => api.close());

const balanceOf = async (accountId: string, after: string) =>
  balanceSchema.parse((await driver.get(routes.balance(accountId), { after })).json());

it('reverses a part of a consumption, and then no more than is left', async () => {
  const accountId = await driver.accountWith('1000');
  const receipt = (await driver.consume(accountId, '100', 'op-1')).json<Receipt>();
  const reverse = (amount?: string) =>
    driver.send('POST', routes.reversal(accountId, 'op-1'), {
      ...(amount && { amount }),
      reason: 'empty answer',
    });
  const part = reversalSchema.parse((await reverse('100')).json());
  expect(part).toMatchObject({ tokens: '100', returned: [{ tokens: '100' }], balanceAfter: '850' });
  expect((await reverse('150.5')).json()).toMatchObject({
    status: 409,
    code: 'reversal-exceeds-charge',
    reversible: '150',
  });
  const rest = reversalSchema.parse((await reverse()).json());
  expect(rest).toMatchObject({ tokens: '150', balanceAfter: '1000', chargedAt: receipt.consumedAt });
  expect(await balanceOf(accountId, rest.position)).toMatchObject({ available: '1000', usedThisMonth: '0' });
  const shown = (await driver.get(routes.receipt(accountId, 'op-1'), { after: rest.position })).json();
  expect(usageEntrySchema.parse(shown)).toMatchObject({ tokens: '250', reversed: '250' });
});

it('reverses a settlement as well', async () => {
  const accountId = await driver.accountWith('1000');
  await driver.reserve(accountId, '100', {}, 'call-1');
  await driver.settle(accountId, 'call-1', '40', 'settle-1');
  const answer = await driver.send('POST', routes.reversal(accountId, 'settle-1'), { reason: 'refund' });
  expect(reversalSchema.parse(answer.json())).toMatchObject({ tokens: '100', balanceAfter: '1000' });
});

it.each(['never-was', 'a-grant'])('does not reverse %s, which charged nothing', async (operationId) => {
  const accountId = await driver.accountWith('10');
  await driver.send('POST', routes.grants(accountId), { model: 'gpt-5-nano', amount: '1' }, 'a-grant');
  const answer = await driver.send('POST', routes.reversal(accountId, operationId), { reason: 'why not' });
  expect(answer.json()).toMatchObject({ status: 404, code: 'operation-not-found' });
});

it('adjusts a balance up and down, with a reason', async () => {
  const accountId = await driver.accountWith('100');
  const adjust = (direction: string, tokens: string) =>
    driver.send('POST', routes.adjustments(accountId), {
      model: 'gpt-5-nano',
      direction,
      tokens,
      reason: 'counted twice',
    });
  expect(adjustmentSchema.parse((await adjust('up', '5')).json())).toMatchObject({ balanceAfter: '105' });
  const down = adjustmentSchema.parse((await adjust('down', '25')).json());
  expect(down).toMatchObject({ balanceBefore: '105', balanceAfter: '80', reason: 'counted twice' });
  expect((await adjust('down', '80.1')).json()).toMatchObject({ code: 'insufficient-tokens' });
  expect((await balanceOf(accountId, down.position)).allocations).toMatchObject([
    { granted: '105', available: '80', revoked: '25' },
  ]);
});

it('refuses a correction without a reason', async () => {
  const accountId = await driver.accountWith('100');
  const answer = await driver.send('POST', routes.adjustments(accountId), {
    model: 'gpt-5-nano',
    direction: 'up',
    tokens: '1',
  });
  expect(answer.json()).toMatchObject({ code: 'validation-failed', errors: [{ field: 'reason' }] });
});

it('revokes what is left of a grant, and voids only one that is unspent', async () => {
  const accountId = await driver.accountWith('100');
  const grant = (
    await driver.send('POST', routes.grants(accountId), { model: 'gpt-5-nano', amount: '10', priority: 1 })
  ).json<GrantResponse>();
  await driver.consume(accountId, '1');
  const revoke = (body: object) =>
    driver.send('POST', routes.revocation(accountId, grant.grantId), { reason: 'by mistake', ...body });
  expect((await revoke({ onlyIfUnspent: true })).json()).toMatchObject({
    code: 'grant-spent',
    remaining: '7.5',
  });
  expect(revocationSchema.parse((await revoke({})).json())).toMatchObject({ tokens: '7.5', voided: false });
  expect((await revoke({})).json()).toMatchObject({ status: 409, code: 'grant-closed' });
});

it('is for administrators only', async () => {
  const accountId = await driver.accountWith('100');
  const authorization = await api.apiKey({ role: 'service', scopes: ['tokens:consume', 'tokens:grant'] });
  const answer = await api.app.inject({
    method: 'POST',
    url: routes.adjustments(accountId),
    payload: { model: 'gpt-5-nano', direction: 'up', tokens: '1', reason: 'greed' },
    headers: { authorization, 'Idempotency-Key': 'greed' },
  });
  expect(answer.statusCode).toBe(403);
});
