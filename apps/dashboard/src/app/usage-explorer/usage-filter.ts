import { parseAmount } from '#libs/ledger/tokens';
import { plusDays, type CalendarDay } from '../time/calendar-day.js';
import { typedNumber } from '../amounts/typed-number.js';

/** What of the history is looked for, as the address has it: every member is text, and empty where it is not asked for. */
export interface UsageFilter {
  readonly model: string;
  readonly feature: string;
  /** First and last day, by the clocks of the viewer. */
  readonly from: CalendarDay;
  readonly to: CalendarDay;
  readonly min: string;
  readonly max: string;
  readonly operation: string;
  /** Somewhere in the operation id, or in the name of model or feature. */
  readonly search: string;
}

export const EVERYTHING: UsageFilter = {
  model: '',
  feature: '',
  from: '',
  to: '',
  min: '',
  max: '',
  operation: '',
  search: '',
};

export type UsageFilterProblems = Readonly<Partial<Record<keyof UsageFilter, string>>>;

/** Only what is asked for: so that the address of everything is the shortest. */
export function addressOf(filter: UsageFilter): Readonly<Record<string, string>> {
  return asked({ ...filter });
}

function asked(texts: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== ''));
}

/** What is wrong with what was typed, or with an address that somebody changed. */
export function problemsOf({ from, to, min, max }: UsageFilter): UsageFilterProblems {
  return { ...daysProblem(from, to), ...amountProblem('min', min), ...amountProblem('max', max) };
}

function daysProblem(from: CalendarDay, to: CalendarDay): UsageFilterProblems {
  const problems = {
    ...(!isDay(from) && { from: $localize`Enter a day.` }),
    ...(!isDay(to) && { to: $localize`Enter a day.` }),
  };
  const isBackwards = Object.keys(problems).length === 0 && to !== '' && to < from;
  return isBackwards ? { to: $localize`The last day is before the first.` } : problems;
}

function amountProblem(field: 'min' | 'max', typed: string): UsageFilterProblems {
  return isAmount(typed) ? {} : { [field]: $localize`Enter how many tokens, at most six decimals.` };
}

/** As the API takes it. Days begin and end by the clocks of the viewer. */
export function parametersOf(filter: UsageFilter): Readonly<Record<string, string>> {
  const { model, feature, from, to, min, max, operation, search } = filter;
  return asked({
    model,
    feature,
    from: from && startOf(from),
    to: to && startOf(plusDays(to, 1)),
    minTokens: typedNumber(min),
    maxTokens: typedNumber(max),
    operationId: operation.trim(),
    search: search.trim(),
  });
}

export function isDay(text: string): boolean {
  return text === '' || (/^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00`)));
}

function isAmount(text: string): boolean {
  const tokens = text === '' ? 0n : parseAmount(typedNumber(text));
  return tokens !== null && tokens >= 0n;
}

/** Without a zone it is that of the browser, which is that of the viewer. */
function startOf(day: CalendarDay): string {
  return new Date(`${day}T00:00`).toISOString();
}
