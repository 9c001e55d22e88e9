import { amount, type TokenAmount } from '#libs/ledger';
import type { UsageFilter } from '#libs/read-models';
import { instant, present } from './present.js';
import type { UsageParameters } from './query-parameters.js';

type Filters = Omit<UsageParameters, 'after' | 'cursor' | 'limit'>;

/** What of the history is asked for, as the query takes it. */
export function usageFilter({
  from,
  to,
  minTokens,
  maxTokens,
  ...rest
}: Filters): Omit<UsageFilter, 'cursor' | 'limit'> {
  const moments = { from: instant(from), to: instant(to) };
  const amounts = { minTokens: tokens(minTokens), maxTokens: tokens(maxTokens) };
  return present({ ...rest, ...moments, ...amounts });
}

function tokens(text: string | undefined): TokenAmount | undefined {
  return text === undefined ? undefined : amount(text);
}
