import {
  adjustmentSchema,
  balanceSchema,
  grantResponseSchema,
  releaseSchema,
  reversalSchema,
  routes,
  settlementSchema,
  type Draw,
  type GrantRequest,
  type Reservation,
} from '#libs/contract';
import { amount } from '#libs/ledger';
import { randomUUID } from 'node:crypto';
import { AccountDriver } from '../testing/account-driver.js';
import { startTestApi, type TestApi } from '../testing/test-api.js';

/** What a command answers is the balance after all that its append recorded, and can be re-added. */
const MODEL = 'gpt-5-nano';
const OVER = 'its time was over';

let api: TestApi;
let driver: AccountDriver;
beforeAll(async () => {
  api = await startTestApi({ projecting: true });
  driver = await AccountDriver.of(api);
});
afterAll(() => api.close());

async function grant(accountId: string, request: Partial<GrantRequest> = {}) {
  const body = { model: MODEL, amount: '100', ...request };
  const answer = await driver.send('POST', routes.grants(accountId), body);
  return grantResponseSchema.parse(answer.json());
}

/** 40 tokens are overdrawn. */
async function overdrawnAccount(): Promise<string> {
  const accountId = await driver.accountWith('60');
  await driver.send('PUT', routes.overdraftLimit(accountId, MODEL), { limit: '100' });
  await driver.consume(accountId, '40', `overdrawing-${accountId}`);
  return accountId;
}

const revoke = (accountId: string, grantId: string) =>
  driver.send('POST', routes.revocation(accountId, grantId), { reason: OVER });

async function availableAt({ accountId, position }: { accountId: string; position: string }) {
  const answer = await driver.get(routes.balance(accountId), { after: position });
  const { available, asOf } = balanceSchema.parse(answer.json());
  expect(BigInt(asOf.position)).toBeGreaterThanOrEqual(BigInt(position));
  return available;
}

const total = (draws: readonly Draw[]) => draws.reduce((sum, { tokens }) => sum + amount(tokens), 0n);

it('answers a grant that repays an overdraft with the balance and what was repaid', async () => {
  const accountId = await overdrawnAccount();
  const granted = await grant(accountId);
  expect(granted).toMatchObject({ amount: '100', repaid: '40', lapsed: [], balanceAfter: '60' });
  expect(await availableAt(granted)).toBe('60');
});

it('answers an adjustment up that repays an overdraft so that it can be re-added', async () => {
  const accountId = await overdrawnAccount();
  const body = { model: MODEL, direction: 'up', tokens: '50', reason: 'counted twice' };
  const answer = await driver.send('POST', routes.adjustments(accountId), body);
  const adjusted = adjustmentSchema.parse(answer.json());
  expect(adjusted).toMatchObject({ balanceBefore: '0', repaid: '40', lapsed: [], balanceAfter: '10' });
  expect(amount(adjusted.balanceBefore) + amount(adjusted.tokens) - amount(adjusted.repaid)).toBe(
    amount(adjusted.balanceAfter),
  );
  expect(await availableAt(adjusted)).toBe('10');
});

it('answers a reversal of what was drawn while an overdraft stands with what was repaid', async () => {
  const accountId = await driver.accountWith('60');
  await driver.send('PUT', routes.overdraftLimit(accountId, MODEL), { limit: '100' });
  await driver.consume(accountId, '24', 'drawn');
  await driver.consume(accountId, '16', 'overdrawing');
  const answer = await driver.send('POST', routes.reversal(accountId, 'drawn'), { reason: 'refund' });
  const reversal = reversalSchema.parse(answer.json());
  expect(reversal).toMatchObject({ tokens: '60', repaid: '40', lapsed: [], balanceAfter: '20' });
  expect(await availableAt(reversal)).toBe('20');
});

it('answers a settlement whose grant expired meanwhile with the tokens that lapsed', async () => {
  const accountId = randomUUID();
  const expiresAt = new Date(Date.now() + 1_000).toISOString();
  const { grantId } = await grant(accountId, { amount: '28', expiresAt });
  const { holdId } = (await driver.reserve(accountId, '11.2')).json<Reservation>();
  while (Date.now() <= Date.parse(expiresAt)) await new Promise(setImmediate);
  const settled = settlementSchema.parse((await driver.settle(accountId, holdId, '4')).json());
  expect(settled).toMatchObject({
    tokens: '10',
    held: '28',
    returned: [{ grantId, tokens: '18' }],
    lapsed: [{ grantId, tokens: '18' }],
    repaid: '0',
    balanceAfter: '0',
  });
  const { balanceBefore, held, drawn, lapsed, repaid, balanceAfter } = settled;
  expect(amount(balanceBefore) + amount(held) - total(drawn) - total(lapsed) - amount(repaid)).toBe(
    amount(balanceAfter),
  );
  expect(await availableAt(settled)).toBe('0');
});

it('answers the release of a hold on a revoked grant with what was revoked again', async () => {
  const accountId = randomUUID();
  const { grantId } = await grant(accountId);
  const { holdId } = (await driver.reserve(accountId, '16')).json<Reservation>();
  await revoke(accountId, grantId);
  const released = releaseSchema.parse((await driver.send('POST', routes.release(accountId, holdId))).json());
  const tokens = [{ grantId, tokens: '40' }];
  expect(released).toMatchObject({ returned: tokens, lapsed: tokens, repaid: '0', balanceAfter: '0' });
  expect(await availableAt(released)).toBe('0');
});

it('answers a reversal into a revoked grant with what lapsed, and again as the first time', async () => {
  const accountId = randomUUID();
  const { grantId } = await grant(accountId);
  await driver.consume(accountId, '16', 'charged');
  await revoke(accountId, grantId);
  const reverse = () =>
    driver.send('POST', routes.reversal(accountId, 'charged'), { reason: 'refund' }, 'refund');
  const first = await reverse();
  const tokens = [{ grantId, tokens: '40' }];
  const reversal = reversalSchema.parse(first.json());
  expect(reversal).toMatchObject({ returned: tokens, lapsed: tokens, repaid: '0', balanceAfter: '0' });
  expect(await availableAt(reversal)).toBe('0');
  await grant(accountId);
  expect((await reverse()).body).toBe(first.body);
});

it('answers a revocation with its own grant, whatever was due before it', async () => {
  const accountId = randomUUID();
  const held = await grant(accountId, { priority: 1 });
  const { expiresAt } = (await driver.reserve(accountId, '16', { ttlSeconds: 1 })).json<Reservation>();
  await revoke(accountId, held.grantId);
  const other = await grant(accountId, { amount: '7' });
  while (Date.now() <= Date.parse(expiresAt)) await new Promise(setImmediate);
  const revoked = await revoke(accountId, other.grantId);
  expect(revoked.json()).toMatchObject({ grantId: other.grantId, tokens: '7', balanceAfter: '0' });
});

it('answers with the position after which a reader sees the whole append', async () => {
  const accountId = await driver.accountWith('100');
  const answer = await driver.consume(accountId, '40');
  const { position } = answer.json<{ position: string }>();
  const last: string[] = [];
  for await (const event of api.resources.eventStore.readStream(`account-${accountId}`))
    last.splice(0, 2, event.type, event.position.toString());
  expect(last).toEqual(['BalanceThresholdCrossed', position]);
});
