import { amount } from '#libs/ledger';
import { LedgerHistory } from '../testing/ledger-history.js';
import { createReadModelsFixture, type ReadModelsFixture } from '../testing/read-models-fixture.js';
import { ForecastQuery } from './forecast.query.js';

const NOW = new Date('2026-03-31T12:00:00.000Z');
const at = (time: string) => new Date(time);

let fixture: ReadModelsFixture;
let history: LedgerHistory;
let query: ForecastQuery;
beforeAll(async () => {
  fixture = await createReadModelsFixture();
  query = new ForecastQuery(fixture.database);
});
beforeEach(async () => {
  await fixture.empty();
  history = new LedgerHistory();
  const rate = { feature: 'ai_bots', name: 'AI Bots', unit: 'word', tokensPerUnit: amount('1') };
  history.rate({ ...rate, effectiveFrom: null }, at('2026-01-01T00:00:00Z'));
});
afterAll(() => fixture.close());

function grant(model: string, tokens: string, expiresAt: Date | null = null) {
  const terms = { grantId: `${model}-${tokens}`, model, amount: amount(tokens), priority: 100, expiresAt };
  history.account(
    'acc-1',
    { type: 'GrantTokens', ...terms, source: 'bonus', reason: null },
    at('2026-01-01T00:00:00Z'),
  );
}
const use = (model: string, units: string, time: string) =>
  history.consume('acc-1', { model, feature: 'ai_bots', quantity: { units: amount(units) } }, at(time));
const forecast = async () => {
  await fixture.project(history.events);
  return await query.ofAccount('acc-1', NOW);
};

it('goes on at the mean of the last 14 days', async () => {
  grant('claude', '1000');
  use('claude', '500', '2026-02-01T00:00:00Z'); // long ago: does not count
  use('claude', '100', '2026-03-20T12:00:00Z');
  use('claude', '40', '2026-03-31T11:59:00Z');
  expect((await forecast()).allocations).toEqual([
    {
      model: 'claude',
      available: '360',
      perDay: '10',
      windowFrom: '2026-03-17T12:00:00.000Z',
      runsOutAt: '2026-05-06T12:00:00.000Z',
      noEnd: null,
      willExpireUnused: '0',
    },
  ]);
});

it('takes the mean since the first use where that was less than 14 days ago', async () => {
  grant('claude', '1000');
  use('claude', '100', '2026-03-29T12:00:00Z');
  expect((await forecast()).allocations).toMatchObject([
    { perDay: '50', windowFrom: '2026-03-29T12:00:00.000Z', runsOutAt: '2026-04-18T12:00:00.000Z' },
  ]);
});

it('takes the mean over a day at least', async () => {
  grant('claude', '1000');
  use('claude', '100', '2026-03-31T11:50:00Z');
  expect((await forecast()).allocations).toMatchObject([
    { perDay: '100', windowFrom: '2026-03-30T12:00:00.000Z' },
  ]);
});

it('says why an allocation has no end', async () => {
  grant('idle', '10', at('2026-04-10T00:00:00Z'));
  grant('large', '1000000');
  use('large', '1', '2026-03-25T00:00:00Z');
  grant('endless', '10');
  history.account(
    'acc-1',
    { type: 'SetUnlimited', model: 'endless', unlimited: true },
    at('2026-03-01T00:00:00Z'),
  );
  use('endless', '5000', '2026-03-25T00:00:00Z');
  expect((await forecast()).allocations).toMatchObject([
    { model: 'endless', runsOutAt: null, noEnd: 'unlimited', available: '10' },
    { model: 'idle', runsOutAt: null, noEnd: 'not-used', perDay: '0', willExpireUnused: '10' },
    { model: 'large', runsOutAt: null, noEnd: 'beyond-horizon' },
  ]);
});

it('has nothing to say of an account without any event', async () => {
  expect(await forecast()).toMatchObject({
    accountId: 'acc-1',
    horizon: '2027-03-31T12:00:00.000Z',
    allocations: [],
  });
});
