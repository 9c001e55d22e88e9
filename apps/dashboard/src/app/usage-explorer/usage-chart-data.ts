import type { UsageByPeriod } from '#libs/contract';
import { amount, sum, ZERO, type TokenAmount } from '#libs/ledger/tokens';
import { SERIES_MAX, type ChartBar, type ChartData, type ChartSeries } from '../charts/chart-data.js';
import type { CalendarDay } from '../time/calendar-day.js';
import { axisLabel, daysOf, titleOf, type Days, type Period } from './usage-view.js';

export interface Drawn {
  readonly by: Period;
  /** Of the filter. */
  readonly asked: Days;
  readonly today: CalendarDay;
  /** First day of the chosen bar, or empty. */
  readonly at: CalendarDay;
  readonly hrefOf: (start: CalendarDay) => string;
}

type Parts = NonNullable<UsageByPeriod['total']['parts']>;

/** The largest have series of their own, and what is left over is one. */
export function usageChart({ periods, total }: UsageByPeriod, drawn: Drawn): ChartData {
  const named = (total.parts ?? []).slice(0, SERIES_MAX).map((part, index): ChartSeries => ({
    ...{ key: part.key, name: part.name, tone: index + 1, tokens: amount(part.tokens) },
  }));
  const keys = named.map(({ key }) => key);
  const rest = restOf(total.parts ?? [], keys);
  const isMore = (total.parts ?? []).length > keys.length;
  const other: ChartSeries = { key: '', name: $localize`Other`, tone: null, tokens: rest };
  return {
    series: isMore ? [...named, other] : named,
    bars: periods.map((period) => barOf(period, { keys, isMore, drawn })),
  };
}

interface Columns {
  readonly keys: readonly string[];
  readonly isMore: boolean;
  readonly drawn: Drawn;
}

function barOf(
  { start, tokens, operations, parts = [] }: UsageByPeriod['periods'][number],
  { keys, isMore, drawn }: Columns,
): ChartBar {
  const { by, asked, today, at, hrefOf } = drawn;
  const days = daysOf(by, start, asked);
  const own = keys.map((key) => amountOf(parts, key));
  return {
    key: start,
    label: axisLabel(by, start),
    title: titleOf(days),
    parts: isMore ? [...own, restOf(parts, keys)] : own,
    tokens: amount(tokens),
    operations,
    isIncomplete: days.from <= today && today <= days.to,
    isChosen: start === at,
    href: hrefOf(start),
  };
}

function amountOf(parts: Parts, key: string): TokenAmount {
  const part = parts.find((each) => each.key === key);
  return part ? amount(part.tokens) : ZERO;
}

function restOf(parts: Parts, keys: readonly string[]): TokenAmount {
  return sum(parts.filter(({ key }) => !keys.includes(key)).map(({ tokens }) => amount(tokens)));
}
