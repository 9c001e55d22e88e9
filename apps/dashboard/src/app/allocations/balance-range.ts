import type { BalanceStep } from '#libs/contract';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** How far back a chart goes, and how far apart its points are. */
export interface BalanceRange {
  readonly key: string;
  readonly name: string;
  readonly lengthMs: number;
  readonly step: BalanceStep;
}

export const BALANCE_RANGES: readonly BalanceRange[] = [
  { key: '24h', name: $localize`24 hours`, lengthMs: DAY_MS, step: 'hour' },
  { key: '7d', name: $localize`7 days`, lengthMs: 7 * DAY_MS, step: 'hour' },
  { key: '30d', name: $localize`30 days`, lengthMs: 30 * DAY_MS, step: 'day' },
  { key: '90d', name: $localize`90 days`, lengthMs: 90 * DAY_MS, step: 'day' },
  { key: '1y', name: $localize`A year`, lengthMs: 365 * DAY_MS, step: 'week' },
];

const MONTH = '30d';

/** What the address asks for; a month where it asks for nothing that is known. */
export function rangeCalled(key: string): BalanceRange {
  const named = (wanted: string) => BALANCE_RANGES.find((range) => range.key === wanted);
  const range = named(key) ?? named(MONTH);
  if (!range) throw new Error('A month is one of the ranges.');
  return range;
}
