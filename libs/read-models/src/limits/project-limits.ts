import { initialAccount, type Account } from '#libs/ledger';
import type { AccountFact } from '../events/fact.js';
import type { ProjectionWrite } from '../projecting/projection-write.js';
import { withLimits } from './account-with-limits.js';
import { concernsLimits, foldLimits } from './limits.projection.js';
import { writeLimits } from './limits.writes.js';
import { readSpendingLimits } from './spending-limits.js';

/** Takes in a batch: reads what it concerns, folds it, and writes what became of it. */
export async function projectLimits(facts: readonly AccountFact[], write: ProjectionWrite): Promise<void> {
  const concerned = facts.filter(concernsLimits);
  if (concerned.length === 0) return;
  const before = await readAccounts([...new Set(concerned.map(({ accountId }) => accountId))], write);
  await writeLimits(foldLimits(concerned, before), before, write);
}

async function readAccounts(
  accountIds: readonly string[],
  write: ProjectionWrite,
): Promise<ReadonlyMap<string, Account>> {
  const accounts = new Map<string, Account>();
  for (const row of await readSpendingLimits(write, accountIds)) {
    accounts.set(row.accountId, withLimits(accounts.get(row.accountId) ?? initialAccount, row));
  }
  return accounts;
}
