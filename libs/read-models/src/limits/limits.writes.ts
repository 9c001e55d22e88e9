import { CAP_PERIODS, formatAmount, type Account, type CapPeriod, type TokenAmount } from '#libs/ledger';
import { columnsOf, type ProjectionWrite } from '../projecting/projection-write.js';
import type { Limited } from './account-with-limits.js';
import { WHOLE_ACCOUNT } from './spending-limits.js';

type Accounts = ReadonlyMap<string, Account>;

/** Whole rows, of the accounts and those of their models that changed. */
export async function writeLimits(after: Accounts, before: Accounts, write: ProjectionWrite): Promise<void> {
  const rows = [...after].flatMap(([accountId, account]) => changes(accountId, account, before));
  await write.run(
    `INSERT INTO ${write.schema}.spending_limits
       (account_id, model, time_zone, frozen_for, frozen_at, day_cap, day_start, day_end, day_spent,
        week_cap, week_start, week_end, week_spent, month_cap, month_start, month_end, month_spent)
     SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::timestamptz[],
       $6::numeric[], $7::timestamptz[], $8::timestamptz[], $9::numeric[],
       $10::numeric[], $11::timestamptz[], $12::timestamptz[], $13::numeric[],
       $14::numeric[], $15::timestamptz[], $16::timestamptz[], $17::numeric[])
     ON CONFLICT (account_id, model) DO UPDATE SET
       time_zone = excluded.time_zone, frozen_for = excluded.frozen_for, frozen_at = excluded.frozen_at,
       day_cap = excluded.day_cap, day_start = excluded.day_start,
       day_end = excluded.day_end, day_spent = excluded.day_spent,
       week_cap = excluded.week_cap, week_start = excluded.week_start,
       week_end = excluded.week_end, week_spent = excluded.week_spent,
       month_cap = excluded.month_cap, month_start = excluded.month_start,
       month_end = excluded.month_end, month_spent = excluded.month_spent`,
    columnsOf(rows, ({ accountId, model, account, limited }) => [
      accountId,
      model,
      account?.timeZone ?? null,
      limited.frozen?.reason ?? null,
      limited.frozen?.frozenAt ?? null,
      ...CAP_PERIODS.flatMap((period) => periodCells(period, limited, account)),
    ]),
  );
}

interface ChangedLimits {
  readonly accountId: string;
  readonly model: string;
  readonly limited: Limited;
  /** Null: of one of its models. */
  readonly account: Account | null;
}

function changes(accountId: string, account: Account, before: Accounts): readonly ChangedLimits[] {
  const known = before.get(accountId)?.allocations;
  const models = [...account.allocations].filter(([model, allocation]) => known?.get(model) !== allocation);
  return [
    { accountId, model: WHOLE_ACCOUNT, limited: account, account },
    ...models.map(([model, limited]) => ({ accountId, model, limited, account: null })),
  ];
}

function periodCells(period: CapPeriod, { caps, spending }: Limited, account: Account | null) {
  return [
    optionalAmount(caps[period]),
    instant(spending[period]?.start), // of an account: where its calendar has it, too
    instant(account?.calendar[period]?.end),
    optionalAmount(spending[period]?.tokens ?? null),
  ];
}

function optionalAmount(tokens: TokenAmount | null): string | null {
  return tokens === null ? null : formatAmount(tokens);
}

function instant(time: number | undefined): string | null {
  return time === undefined ? null : new Date(time).toISOString();
}
