import { readableAmount } from '../amounts/amount-text.js';
import { typedNumber } from '../amounts/typed-number.js';
import { dayName, type CalendarDay } from '../time/calendar-day.js';
import { isDay, problemsOf, type UsageFilter } from './usage-filter.js';

/** One thing that is asked for, in few words. */
export interface FilterChip {
  readonly field: keyof UsageFilter;
  readonly words: string;
}

/** What is asked for, each by itself. @param names of what the filter has only keys of. */
export function chipsOf(
  filter: UsageFilter,
  names: Readonly<Pick<UsageFilter, 'model' | 'feature'>>,
): readonly FilterChip[] {
  const words: Readonly<Record<keyof UsageFilter, () => string>> = {
    search: () => $localize`Search: ${filter.search}:text:`,
    model: () => $localize`Model: ${names.model}:model:`,
    feature: () => $localize`Feature: ${names.feature}:feature:`,
    from: () => $localize`From ${dayWords(filter.from)}:day:`,
    to: () => $localize`To ${dayWords(filter.to)}:day:`,
    min: () => $localize`At least ${tokensOf('min', filter)}:tokens: tokens`,
    max: () => $localize`At most ${tokensOf('max', filter)}:tokens: tokens`,
    operation: () => $localize`Operation ${filter.operation}:operation:`,
  };
  const fields = Object.keys(words) as (keyof UsageFilter)[]; // its own keys
  return fields.filter((field) => filter[field] !== '').map((field) => ({ field, words: words[field]() }));
}

/** An address that somebody changed may have anything. */
function dayWords(day: CalendarDay): string {
  return isDay(day) ? dayName(day) : day;
}

function tokensOf(field: 'min' | 'max', filter: UsageFilter): string {
  return problemsOf(filter)[field] === undefined ? readableAmount(typedNumber(filter[field])) : filter[field];
}
