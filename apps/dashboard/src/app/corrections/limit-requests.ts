import type { AccountLimits, OverdraftLimitRequest, SpendingCapsRequest } from '#libs/contract';
import { parseAmount } from '#libs/ledger/tokens';
import { readableAmount } from '../amounts/amount-text.js';
import { typedNumber } from '../amounts/typed-number.js';

export const CAP_PERIODS = ['day', 'week', 'month'] as const;
export type CapPeriod = (typeof CAP_PERIODS)[number];

/** What limits on the whole account are called, among those of its models. */
export const ALL_MODELS = $localize`All models together`;

/** What is typed, as it is typed; empty: no cap for that period. */
export type CapsDraft = Readonly<Record<CapPeriod, string>>;
export type CapsProblems = Readonly<Partial<Record<CapPeriod, string>>>;

const NOT_AN_AMOUNT = $localize`Enter how many tokens, at most six decimals.`;

/** What is set today, to be changed. */
export function capsDraftOf(caps: AccountLimits['caps']): CapsDraft {
  const typed = (period: CapPeriod) => {
    const room = caps[period];
    return room ? readableAmount(room.cap) : '';
  };
  return { day: typed('day'), week: typed('week'), month: typed('month') };
}

/** All three at once, or what is wrong with which. */
export function capsRequestOf(
  draft: CapsDraft,
): { readonly request: SpendingCapsRequest } | { readonly problems: CapsProblems } {
  const wrong = CAP_PERIODS.filter((period) => capOf(draft[period]) === undefined);
  if (wrong.length > 0)
    return { problems: Object.fromEntries(wrong.map((period) => [period, NOT_AN_AMOUNT])) };
  const { day, week, month } = draft;
  return { request: { day: capOf(day), week: capOf(week), month: capOf(month) } };
}

/** Null: none. Undefined: what is typed is no cap. */
function capOf(typed: string): string | null | undefined {
  return typed.trim() === '' ? null : unsignedAmount(typed);
}

export function overdraftRequestOf(
  typed: string,
): { readonly request: OverdraftLimitRequest } | { readonly problem: string } {
  const limit = unsignedAmount(typed);
  return limit === undefined ? { problem: NOT_AN_AMOUNT } : { request: { limit } };
}

function unsignedAmount(typed: string): string | undefined {
  const text = typedNumber(typed);
  const value = parseAmount(text);
  return value !== null && value >= 0n ? text : undefined;
}
