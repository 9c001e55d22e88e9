import type { AccountLimits } from '#libs/contract';
import type { DataSource } from 'typeorm';
import { readBalanceRows } from '../balances/read-balance-rows.js';
import { NamesOf } from '../catalog/names-of.js';
import { readConsistently } from '../database/consistent-read.js';
import { limitsOf } from './limits.js';
import { readSpendingLimits } from './spending-limits.js';

/** What may be spent of an account: its caps with what is left of them, freezes, overdrafts, time zone. */
export class LimitsQuery {
  constructor(private readonly database: DataSource) {}

  /** As a command would find it at that moment. An account without any event has no limits. */
  async ofAccount(accountId: string, now: Date): Promise<AccountLimits> {
    return await readConsistently(this.database, async (view) => {
      const balance = await readBalanceRows(view.manager, accountId);
      const limits = await readSpendingLimits(view, [accountId]);
      const names = await NamesOf.read(view.manager, balance.allocations);
      return { accountId, ...limitsOf({ balance, limits, names }, now), asOf: view.asOf };
    });
  }
}
