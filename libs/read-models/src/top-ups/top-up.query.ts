import type { TopUp } from '#libs/contract';
import {
  coolingDownUntil,
  initialAccount,
  initialTopUp,
  spentInMonth,
  topUpMonth,
  type TopUp as State,
} from '#libs/ledger';
import type { DataSource } from 'typeorm';
import { readConsistently } from '../database/consistent-read.js';
import { readSpendingLimits, WHOLE_ACCOUNT } from '../limits/spending-limits.js';
import { topUpEntity } from './top-up.entity.js';

export class TopUpQuery {
  constructor(private readonly database: DataSource) {}

  async ofAccount(accountId: string, now: Date): Promise<TopUp> {
    return await readConsistently(this.database, async ({ manager, schema, asOf }) => {
      const row = await manager.findOneBy(topUpEntity, { accountId });
      const limits = await readSpendingLimits({ manager, schema }, [accountId]);
      const zone = limits.find(({ model }) => model === WHOLE_ACCOUNT)?.timeZone ?? initialAccount.timeZone;
      return { accountId, ...view(row?.state ?? initialTopUp, zone, now), asOf };
    });
  }
}

function view(state: State, zone: string, now: Date): Omit<TopUp, 'accountId' | 'asOf'> {
  const { settings, method, inFlight, paused } = state;
  const month = topUpMonth(zone, now);
  return {
    settings,
    hasPaymentMethod: method !== null,
    spentThisMonth: {
      minorUnits: spentInMonth(state, month.key).toString(),
      currency: settings?.monthlyCap.currency ?? 'USD',
    },
    resetsAt: month.endsAt,
    inFlightPurchaseId: inFlight && inFlight.purchaseId,
    coolingDownUntil: coolingDownUntil(state, now)?.toISOString() ?? null,
    paused: paused && { reason: paused.reason, since: paused.at },
  };
}
