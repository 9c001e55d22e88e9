import { CAP_PERIODS, type CapPeriod, type TokenAmount } from '#libs/ledger';
import type { EntityManager } from 'typeorm';
import { fromStoredAmount } from '../database/columns.js';

/** The model of the row that concerns the whole account: no model has an empty key. */
export const WHOLE_ACCOUNT = '';

/** Caps, freeze and what counts towards the caps, of an account or of one of its models. */
export interface SpendingLimitRow extends Readonly<Record<CapPeriod, CountedPeriod>> {
  readonly accountId: string;
  readonly model: string;
  /** Of an account; null in the rows of its models. */
  readonly timeZone: string | null;
  /** The reason of the freeze; null: not frozen. */
  readonly frozenFor: string | null;
  readonly frozenAt: Date | null;
}

/** The period that was counted in last, in milliseconds since 1970; null before the first charge. */
export interface CountedPeriod {
  readonly cap: TokenAmount | null;
  readonly start: number | null;
  /** Of an account; null in the rows of its models, which have the same periods. */
  readonly end: number | null;
  readonly spent: TokenAmount | null;
}

type StoredRow = Readonly<Record<'account_id' | 'model', string>> &
  Readonly<Record<'time_zone' | 'frozen_for', string | null>> &
  Readonly<Record<`${CapPeriod}_${keyof CountedPeriod}`, string | null>> & {
    readonly frozen_at: Date | null;
  };

const PERIOD_COLUMNS = CAP_PERIODS.map(
  (period) => `${period}_cap, ${period}_spent,
    extract(epoch FROM ${period}_start) * 1000 AS ${period}_start,
    extract(epoch FROM ${period}_end) * 1000 AS ${period}_end`,
).join(', ');

/** Not as entities: with every batch that is projected some of them are read for every event. */
export async function readSpendingLimits(
  { manager, schema }: { readonly manager: EntityManager; readonly schema: string },
  accountIds: readonly string[],
): Promise<readonly SpendingLimitRow[]> {
  const rows: StoredRow[] = await manager.query(
    `SELECT account_id, model, time_zone, frozen_for, frozen_at, ${PERIOD_COLUMNS}
       FROM ${schema}.spending_limits WHERE account_id = ANY($1)`,
    [accountIds],
  );
  return rows.map((row) => ({
    accountId: row.account_id,
    model: row.model,
    timeZone: row.time_zone,
    frozenFor: row.frozen_for,
    frozenAt: row.frozen_at,
    day: countedIn(row, 'day'),
    week: countedIn(row, 'week'),
    month: countedIn(row, 'month'),
  }));
}

function countedIn(row: StoredRow, period: CapPeriod): CountedPeriod {
  return {
    cap: optional(row[`${period}_cap` as const], fromStoredAmount),
    start: optional(row[`${period}_start` as const], Number),
    end: optional(row[`${period}_end` as const], Number),
    spent: optional(row[`${period}_spent` as const], fromStoredAmount),
  };
}

function optional<Value>(text: string | null, read: (text: string) => Value): Value | null {
  return text === null ? null : read(text);
}
