import type { TokenAmount } from '#libs/ledger/tokens';

/** At most so many have a colour of their own: more cannot be told apart. */
export const SERIES_MAX = 6;

/** What is drawn in one colour, through all bars. */
export interface ChartSeries {
  readonly key: string;
  readonly name: string;
  /** Of the chart's colours, counted from 1; null for what is left over. */
  readonly tone: number | null;
  /** Of all bars. */
  readonly tokens: TokenAmount;
}

export interface ChartBar {
  readonly key: string;
  /** Under the axis: `Nov 3` */
  readonly label: string;
  /** In full: `Tue, Nov 3, 2026` */
  readonly title: string;
  /** As many as there are series, in their order. */
  readonly parts: readonly TokenAmount[];
  readonly tokens: TokenAmount;
  readonly operations: number;
  /** Its time is not over. */
  readonly isIncomplete: boolean;
  readonly isChosen: boolean;
  /** Where it leads. */
  readonly href: string;
}

export interface ChartData {
  readonly series: readonly ChartSeries[];
  /** Oldest first. */
  readonly bars: readonly ChartBar[];
}

/** The colour of a series, for whatever draws it. */
export function toneOf({ tone }: ChartSeries): string {
  return `var(--series-${tone ?? 'other'})`;
}
