import { topUpSchema } from '#libs/contract';
import { amount, topUpMonth, type TopUpCommand } from '#libs/ledger';
import { LedgerHistory } from '../testing/ledger-history.js';
import { createReadModelsFixture, type ReadModelsFixture } from '../testing/read-models-fixture.js';
import { DueTopUpsQuery } from './due-top-ups.query.js';
import { TopUpQuery } from './top-up.query.js';

const START = Date.parse('2026-03-10T10:00:00.000Z');
const at = (minute: number) => new Date(START + minute * 60_000);
const usd = (minorUnits: string) => ({ minorUnits, currency: 'USD' }) as const;
const accountId = 'acc-1';

let fixture: ReadModelsFixture;
let history: LedgerHistory;
beforeAll(async () => {
  fixture = await createReadModelsFixture();
});
beforeEach(async () => {
  await fixture.empty();
  history = new LedgerHistory();
});
afterAll(() => fixture.close());

function setUp(enabled = true) {
  const settings = {
    ...{ enabled, model: 'gpt-5-nano', threshold: '500', packageId: 'nano', units: 1 },
    ...{ monthlyCap: usd('2500'), cooldownMinutes: 60 },
  };
  history.topUp({ type: 'ConfigureTopUp', accountId, settings }, at(0));
}
const saveMethod = () =>
  history.topUp(
    { type: 'SaveTopUpMethod', accountId, method: { customer: 'cus-1', method: 'card-1' } },
    at(0),
  );
const grant = (tokens: string) =>
  history.account(
    accountId,
    {
      ...{ type: 'GrantTokens', grantId: 'g-1', model: 'gpt-5-nano', amount: amount(tokens) },
      ...{ source: 'bonus', priority: 100, reason: null, expiresAt: null },
    },
    at(0),
  );
const begin = (): TopUpCommand => ({
  ...{ type: 'BeginTopUp', accountId, purchaseId: 'p-1', price: usd('1000') },
  ...{ available: amount('499'), month: topUpMonth('UTC', at(0)) },
});
const due = async (minute = 0) => {
  await fixture.project(history.events);
  return await new DueTopUpsQuery(fixture.database).find(at(minute), 10);
};
const shown = async (minute = 0) => {
  await fixture.project(history.events);
  return topUpSchema.parse(await new TopUpQuery(fixture.database).ofAccount(accountId, at(minute)));
};

it('finds an account in which less is available than wanted, down to the millionth', async () => {
  setUp();
  saveMethod();
  grant('499.999999');
  expect(await due()).toEqual([accountId]);
});

it('finds one that has nothing at all, and none that has enough', async () => {
  setUp();
  saveMethod();
  expect(await due()).toEqual([accountId]);
  grant('500');
  expect(await due()).toEqual([]);
});

it('leaves an account alone that is off, has no method or is unlimited', async () => {
  setUp();
  expect(await due()).toEqual([]);
  saveMethod();
  history.account(accountId, { type: 'SetUnlimited', model: 'gpt-5-nano', unlimited: true }, at(0));
  expect(await due()).toEqual([]);
  history.account(accountId, { type: 'SetUnlimited', model: 'gpt-5-nano', unlimited: false }, at(0));
  setUp(false);
  expect(await due()).toEqual([]);
});

it('waits while one is being paid for and cools down after it, but follows one that nobody has asked for', async () => {
  setUp();
  saveMethod();
  history.topUp(begin(), at(0));
  expect(await due()).toEqual([accountId]); // its purchase was never started
  const outcome = 'completed' as const;
  history.topUp({ type: 'EndTopUp', accountId, purchaseId: 'p-1', outcome }, at(1));
  expect(await due(59)).toEqual([]);
  expect(await due(60)).toEqual([accountId]);
});

it('shows an account that never set one up as off', async () => {
  expect(await shown()).toMatchObject({ settings: null, hasPaymentMethod: false, paused: null });
});

it('shows what is used of the cap, and when the next may begin', async () => {
  setUp();
  saveMethod();
  history.topUp(begin(), at(0));
  expect(await shown(1)).toMatchObject({
    settings: { enabled: true, threshold: '500', monthlyCap: usd('2500') },
    hasPaymentMethod: true,
    spentThisMonth: usd('1000'),
    resetsAt: '2026-04-01T00:00:00.000Z',
    inFlightPurchaseId: 'p-1',
    coolingDownUntil: at(60).toISOString(),
  });
});
