import { amount, InvalidTimeZone, type TokenAmount } from '#libs/ledger';
import { LedgerHistory } from '../testing/ledger-history.js';
import { createReadModelsFixture, type ReadModelsFixture } from '../testing/read-models-fixture.js';
import { RatePreviewQuery, type PreviewMonth, type ProposedRate } from './rate-preview.query.js';

const NOW = new Date('2026-02-10T12:00:00Z');
const at = (time: string) => new Date(time);

let fixture: ReadModelsFixture;
let history: LedgerHistory;
let query: RatePreviewQuery;
beforeAll(async () => {
  fixture = await createReadModelsFixture();
  query = new RatePreviewQuery(fixture.database);
});
beforeEach(async () => {
  await fixture.empty();
  history = new LedgerHistory();
  change('word', '2');
  for (const accountId of ['acc-1', 'acc-2']) {
    for (const model of ['claude', 'gpt-5-nano']) {
      const grant = { grantId: model, model, amount: amount('100000'), priority: 100 } as const;
      const more = { source: 'bonus', expiresAt: null, reason: null } as const;
      history.account(accountId, { type: 'GrantTokens', ...grant, ...more }, at('2025-12-01T00:00:00Z'));
    }
  }
});
afterAll(() => fixture.close());

function change(unit: string, tokensPerUnit: string, from = '2025-12-01T00:00:00Z') {
  const rate = { feature: 'ai_bots', name: 'AI Bots', unit, tokensPerUnit: amount(tokensPerUnit) };
  history.rate({ ...rate, effectiveFrom: null }, at(from));
}
const use = (accountId: string, model: string, units: string, time: string) =>
  history.consume(accountId, { model, feature: 'ai_bots', quantity: { units: amount(units) } }, at(time));
const preview = async (
  tokensPerUnit: string,
  proposed: Partial<ProposedRate> = {},
  month: Partial<PreviewMonth> = {},
) => {
  await fixture.project(history.events);
  const rate = { feature: 'ai_bots', unit: 'word', tokensPerUnit: amount(tokensPerUnit) };
  const multipliers = new Map<string, TokenAmount>();
  return await query.of(
    { ...rate, multipliers, ...proposed },
    { month: null, zone: 'UTC', now: NOW, ...month },
  );
};

it('compares what last month cost with what it would have cost, over all accounts, by model', async () => {
  use('acc-1', 'gpt-5-nano', '100', '2026-01-01T00:00:00Z');
  use('acc-2', 'gpt-5-nano', '50.5', '2026-01-31T23:59:59Z');
  use('acc-2', 'claude', '10', '2026-01-15T00:00:00Z');
  const found = await preview('3', { multipliers: new Map([['claude', amount('1.5')]]) });
  const none = { operations: 0, cost: '0' };
  expect(found).toMatchObject({ feature: 'ai_bots', unit: 'word', from: '2026-01-01', to: '2026-01-31' });
  expect(found.items).toEqual([
    {
      model: 'claude',
      name: 'claude',
      operations: 1,
      units: '10',
      cost: '20',
      wouldHaveCost: '45',
      difference: '25',
      wouldBeRefused: none,
    },
    {
      model: 'gpt-5-nano',
      name: 'gpt-5-nano',
      operations: 2,
      units: '150.5',
      cost: '301',
      wouldHaveCost: '451.5',
      difference: '150.5',
      wouldBeRefused: none,
    },
  ]);
  expect(found.total).toEqual({
    operations: 3,
    units: '160.5',
    cost: '321',
    wouldHaveCost: '496.5',
    difference: '175.5',
    wouldBeRefused: none,
  });
});

it('leaves out what lies before or after the month, as the zone cuts it', async () => {
  use('acc-1', 'claude', '1', '2025-12-31T22:59:59Z'); // still December in Berlin
  use('acc-1', 'claude', '20', '2025-12-31T23:00:00Z');
  use('acc-1', 'claude', '300', '2026-01-31T22:59:59Z');
  use('acc-1', 'claude', '4000', '2026-01-31T23:00:00Z'); // February already
  expect((await preview('1', {}, { zone: 'Europe/Berlin' })).total.units).toBe('320');
});

it('looks at the month that is asked for', async () => {
  use('acc-1', 'claude', '1', '2025-12-10T00:00:00Z');
  use('acc-1', 'claude', '20', '2026-02-01T00:00:00Z');
  expect(await preview('1', {}, { month: '2025-12' })).toMatchObject({
    to: '2025-12-31',
    total: { units: '1' },
  });
  expect(await preview('1', {}, { month: '2026-02' })).toMatchObject({
    to: '2026-02-28',
    total: { units: '20' },
  });
});

it('sets apart what the proposed rate could not charge exactly', async () => {
  use('acc-1', 'claude', '0.5', '2026-01-10T00:00:00Z');
  use('acc-1', 'claude', '2', '2026-01-10T00:00:00Z');
  expect((await preview('0.000001')).total).toEqual({
    operations: 1,
    units: '2',
    cost: '4',
    wouldHaveCost: '0.000002',
    difference: '-3.999998',
    wouldBeRefused: { operations: 1, cost: '1' },
  });
});

it('sets apart what was measured in another unit', async () => {
  use('acc-1', 'claude', '5', '2026-01-10T00:00:00Z');
  change('request', '7', '2026-01-11T00:00:00Z');
  use('acc-1', 'claude', '1', '2026-01-12T00:00:00Z');
  const found = await preview('1', { unit: 'request' });
  expect(found.total).toMatchObject({ operations: 1, cost: '7', wouldHaveCost: '1' });
  expect(found.inOtherUnits).toEqual({ operations: 1, cost: '10' });
});

it('has nothing to compare where nothing was used', async () => {
  const found = await preview('1');
  expect(found.items).toEqual([]);
  expect(found.total).toMatchObject({ operations: 0, cost: '0', wouldHaveCost: '0', difference: '0' });
});

it('does not know a zone that does not exist', async () => {
  await expect(preview('1', {}, { zone: 'Mars/Olympus' })).rejects.toThrow(InvalidTimeZone);
});
