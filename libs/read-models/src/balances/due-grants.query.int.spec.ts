import { amount, type GrantTokens } from '#libs/ledger';
import { LedgerHistory } from '../testing/ledger-history.js';
import { createReadModelsFixture, type ReadModelsFixture } from '../testing/read-models-fixture.js';
import { DueGrantsQuery } from './due-grants.query.js';

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
  const query = new DueGrantsQuery(fixture.database);
  expect(await query.find(later, 10)).toEqual([
    { accountId: 'acc-2', grantId: 'overdue' },
    { accountId: 'acc-1', grantId: 'due' },
  ]);
  await fixture.project(history.account('acc-2', { type: 'ExpireGrants' }, later));
  expect(await query.find(later, 10)).toEqual([{ accountId: 'acc-1', grantId: 'due' }]);
});
