import { amount, type TokenAmount } from '#libs/ledger';
import type { UsageByTimeFilter, UsageFilter } from '#libs/read-models';
import { instant, present } from './present.js';
import type { PeriodParameters, UsageParameters } from './query-parameters.js';

type Filters = Omit<UsageParameters, 'after' | 'cursor' | 'limit'>;

/** What of the history is asked for, as the query takes it. */
export function usageFilter({ from, to, ...rest }: Filters): Omit<UsageFilter, 'cursor' | 'limit'> {
  return { ...withAmounts(rest), ...present({ from: instant(from), to: instant(to) }) };
}

export function usageByTimeFilter(parameters: Omit<PeriodParameters, 'after'>): UsageByTimeFilter {
  return withAmounts(parameters);
}

interface AmountTexts {
  readonly minTokens?: string | undefined;
  readonly maxTokens?: string | undefined;
}

function withAmounts<T extends AmountTexts>({ minTokens, maxTokens, ...rest }: T) {
  return present({ ...rest, minTokens: tokens(minTokens), maxTokens: tokens(maxTokens) });
}

function tokens(text: string | undefined): TokenAmount | undefined {
  return text === undefined ? undefined : amount(text);
}
