import { ZonedDays } from '#libs/ledger';
import { balanceOfContent, balanceRowsOfAll } from '#libs/read-models/testing';
import type { DataSource } from 'typeorm';
import type { ShownBalance } from '../rules/views.js';

/** Whose "this month" is shown. */
export const ZONE = 'Europe/Berlin';

export interface ReadBalance {
  /** As it was read: the same content shows the same, while nothing is due. */
  readonly content: string;
  readonly shown: () => ShownBalance;
}

/** The balances of all accounts, as the read models have them. */
export async function readBalances(
  database: DataSource,
  accountIds: readonly string[],
  now: number,
): Promise<ReadonlyMap<string, ReadBalance>> {
  const at = new Date(now);
  const month = new ZonedDays(ZONE).monthOf(at);
  const contents = await balanceRowsOfAll(database, accountIds, month);
  return new Map(
    [...contents].map(([accountId, content]) => [
      accountId,
      { content, shown: () => shownOf(balanceOfContent(accountId, content, at)) },
    ]),
  );
}

/** What the rules have something to say about: names and pictures of models are none of it. */
export function shownOf(balance: ReturnType<typeof balanceOfContent>): ShownBalance {
  const { total, available, held, usedThisMonth, activeAllocations } = balance;
  const allocations = balance.allocations.map(
    ({ name: _name, engine: _engine, icon: _icon, alert: _alert, holds, ...allocation }) => ({
      ...allocation,
      holds: [...holds].sort((a, b) => (a.holdId < b.holdId ? -1 : 1)),
    }),
  );
  return { total, available, held, usedThisMonth, activeAllocations, allocations };
}
