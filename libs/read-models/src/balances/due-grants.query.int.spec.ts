import { amount, type GrantTokens } from '#libs/ledger';
import { LedgerHistory } from '../testing/ledger-history.js';
import { createReadModelsFixture, type ReadModelsFixture } from '../testing/read-models-fixture.js';
import { DueOccurrencesQuery } from './due-grants.query.js';

const start = new Date('2026-01-01T00:00:00Z');
const later = new Date('2026-02-01T00:00:00Z');

const grant = (grantId: string, expiresAt: string | null): GrantTokens => ({
  type: 'GrantTokens',
  grantId,
  model: 'gpt-5-nano',
  amount: amount('1000'),
  source: 'bonus',
  priority: 100,
  expiresAt: expiresAt === null ? null : new Date(expiresAt),
  reason: null,
});

let fixture: ReadModelsFixture;
beforeAll(async () => (fixture = await createReadModelsFixture()));
afterAll(() => fixture.close());

it('finds what has expired, the longest overdue first, until it is recorded', async () => {
  const history = new LedgerHistory();
  history.account('acc-1', grant('for-ever', null), start);
  history.account('acc-1', grant('not-yet', '2026-03-01T00:00:00Z'), start);
  history.account('acc-1', grant('due', '2026-01-20T00:00:00Z'), start);
  history.account('acc-2', grant('overdue', '2026-01-10T00:00:00Z'), start);
  await fixture.project(history.events);
  const query = new DueOccurrencesQuery(fixture.database);
  expect(await query.find(later, 10)).toEqual([
    { accountId: 'acc-2', occurrence: 'expiry-of-overdue' },
    { accountId: 'acc-1', occurrence: 'expiry-of-due' },
  ]);
  await fixture.project(history.account('acc-2', { type: 'RecordDue' }, later));
  expect(await query.find(later, 10)).toEqual([{ accountId: 'acc-1', occurrence: 'expiry-of-due' }]);
});

it('names what happens to long ids within the length of a key, each differently', async () => {
  await fixture.empty();
  const history = new LedgerHistory();
  const ids = ['a', 'b'].map((last) => `${'x'.repeat(199)}${last}`);
  for (const id of ids) history.account('acc-1', grant(id, '2026-01-20T00:00:00Z'), start);
  await fixture.project(history.events);
  const found = await new DueOccurrencesQuery(fixture.database).find(later, 10);
  expect(found.map(({ occurrence }) => occurrence.length)).toEqual([200, 200]);
  expect(new Set(found.map(({ occurrence }) => occurrence)).size).toBe(2);
  for (const { occurrence } of found) expect(occurrence).toMatch(/^expiry-of-x+~[0-9a-f]{64}$/);
});

it('finds grants that have taken effect, and holds that have expired', async () => {
  await fixture.empty();
  const history = new LedgerHistory();
  const effectiveFrom = new Date('2026-01-15T00:00:00Z');
  history.rate(
    { feature: 'ai_bots', name: 'AI Bots', unit: 'word', tokensPerUnit: amount('1'), effectiveFrom: null },
    start,
  );
  history.account('acc-1', grant('now', null), start);
  history.account('acc-1', { ...grant('scheduled', null), effectiveFrom }, start);
  const hold = {
    type: 'ReserveTokens',
    operationId: 'hold-1',
    model: 'gpt-5-nano',
    feature: 'ai_bots',
    quantity: { units: amount('1') },
    rates: history.ratesOf('ai_bots'),
    overagePolicy: 'reject',
    ttlSeconds: 60,
    ttlSecondsMax: 60,
  } as const;
  history.account('acc-1', hold, start);
  await fixture.project(history.events);
  const query = new DueOccurrencesQuery(fixture.database);
  expect(await query.find(start, 10)).toEqual([]);
  expect(await query.find(later, 10)).toEqual([
    { accountId: 'acc-1', occurrence: 'effect-of-scheduled' },
    { accountId: 'acc-1', occurrence: 'expiry-of-hold-hold-1-2026-01-01T00:01:00.000Z' },
  ]);
  await fixture.project(history.account('acc-1', { type: 'RecordDue' }, later));
  expect(await query.find(later, 10)).toEqual([]);
});
