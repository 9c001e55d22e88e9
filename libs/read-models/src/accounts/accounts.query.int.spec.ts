import { accountPageSchema } from '#libs/contract';
import { amount } from '#libs/ledger';
import { InvalidCursor } from '../database/page-cursor.js';
import { LedgerHistory } from '../testing/ledger-history.js';
import { createReadModelsFixture, type ReadModelsFixture } from '../testing/read-models-fixture.js';
import { AccountsQuery, type AccountFilter } from './accounts.query.js';

const NOW = new Date('2026-01-03T07:58:00.000Z');

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

function grant(accountId: string, model = 'gpt-5-nano') {
  history.account(
    accountId,
    {
      ...{ type: 'GrantTokens', grantId: `g-${model}`, model, amount: amount('1') },
      ...{ source: 'bonus', priority: 100, reason: null, expiresAt: null },
    },
    NOW,
  );
}
const page = async (filter: Partial<AccountFilter> = {}) => {
  await fixture.project(history.events);
  return accountPageSchema.parse(await new AccountsQuery(fixture.database).page({ limit: 10, ...filter }));
};
const ids = ({ items }: Awaited<ReturnType<typeof page>>) => items.map(({ accountId }) => accountId);

it('lists accounts in the order of their ids, with how many models they have', async () => {
  grant('b');
  grant('a');
  grant('a', 'claude');
  grant('Z');
  expect((await page()).items).toEqual([
    { accountId: 'Z', allocations: 1 },
    { accountId: 'a', allocations: 2 },
    { accountId: 'b', allocations: 1 },
  ]);
});

it('finds those whose id begins so, and takes no character for a wildcard', async () => {
  for (const id of ['acc-1', 'acc-10', 'acc-2', 'acc_1', 'other']) grant(id);
  expect(ids(await page({ search: 'acc-1' }))).toEqual(['acc-1', 'acc-10']);
  expect(ids(await page({ search: 'acc_' }))).toEqual(['acc_1']);
  expect(ids(await page({ search: '%' }))).toEqual([]);
});

it('goes page by page, each account once', async () => {
  const all = Array.from({ length: 7 }, (_, index) => `acc-${index}`);
  all.forEach((id) => grant(id));
  const seen: string[] = [];
  let cursor: string | null = null;
  do {
    const next: Awaited<ReturnType<typeof page>> = await page({ limit: 3, ...(cursor && { cursor }) });
    seen.push(...ids(next));
    cursor = next.nextCursor;
  } while (cursor);
  expect(seen).toEqual(all);
});

it('refuses a cursor that no page gave', async () => {
  await expect(page({ cursor: 'not a cursor' })).rejects.toThrow(InvalidCursor);
});
