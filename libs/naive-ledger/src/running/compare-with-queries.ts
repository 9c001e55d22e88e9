import type { UsageEntry } from '#libs/contract';
import { BalanceQuery, UsageByTimeQuery, UsageQuery } from '#libs/read-models';
import type { DataSource } from 'typeorm';
import { lookAt } from '../rules/execute.js';
import { total, tokensOf, written } from '../rules/figures.js';
import { shownBalance } from '../rules/views.js';
import type { ComparedAccount } from './compared-account.js';
import type { Difference } from './disagreement.js';
import { shownOf, ZONE } from './read-balances.js';
import { receiptsOf, type Receipt } from './receipts.js';
import { isSame } from './same.js';

const HISTORY_MAX = 200;

/** What the product's own query answers of an account. @returns where the naive ledger says something else. */
export async function compareBalanceQuery(
  database: DataSource,
  { accountId, history: { account } }: ComparedAccount,
  now: number,
): Promise<Difference | null> {
  const balance = await new BalanceQuery(database).ofAccount(accountId, { zone: ZONE, now: new Date(now) });
  const expected = lookAt(account, now, () => shownBalance(account, ZONE, now));
  const found = shownOf(balance);
  return isSame(expected, found) ? null : { between: 'the answer of BalanceQuery', expected, found };
}

/** All that the account ever used. */
export async function compareUsageQueries(
  database: DataSource,
  { accountId, history: { account } }: ComparedAccount,
): Promise<Difference | null> {
  const expected = receiptsOf(account);
  const { items } = await new UsageQuery(database).page(accountId, { limit: HISTORY_MAX });
  const found = [...items].reverse().map(receiptOf);
  if (!isSame(expected, found)) return { between: 'the answer of UsageQuery', expected, found };
  return await compareUsageByTime(database, accountId, expected);
}

function receiptOf(entry: UsageEntry): Receipt {
  const {
    accountId: _a,
    modelName: _m,
    featureName: _f,
    position: _p,
    consumedAt: at,
    settlement,
    ...rest
  } = entry;
  const { holdId, held, returned, uncollected } = settlement ?? NO_SETTLEMENT;
  return { ...rest, at, holdId, held, returned, uncollected };
}

const NO_SETTLEMENT = { holdId: null, held: '0', returned: [], uncollected: '0' };

/** By months of the first and the last charge and all between. */
async function compareUsageByTime(
  database: DataSource,
  accountId: string,
  receipts: readonly Receipt[],
): Promise<Difference | null> {
  const [first, last] = [receipts[0], receipts.at(-1)];
  if (!first || !last) return null;
  const range = { zone: 'UTC', from: first.at.slice(0, 10), to: last.at.slice(0, 10) };
  const { periods } = await new UsageByTimeQuery(database).months(accountId, range);
  const expected = periods.map(({ start }) => {
    const charges = receipts.filter(({ at }) => at.startsWith(start.slice(0, 7)));
    const tokens = charges.map((charge) => tokensOf(charge.tokens) - tokensOf(charge.reversed));
    return { start, tokens: written(total(tokens)), operations: charges.length };
  });
  return isSame(expected, periods)
    ? null
    : { between: 'the answer of UsageByTimeQuery', expected, found: periods };
}
