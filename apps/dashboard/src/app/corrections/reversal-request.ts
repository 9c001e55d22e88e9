import type { ReverseRequest } from '#libs/contract';
import { isPositiveAmount, typedNumber } from '../amounts/typed-number.js';
import { NO_REASON } from '../ui/no-reason.js';

/** What is typed, as it is typed. */
export interface ReversalDraft {
  readonly tokens: string;
  readonly lapsed: 'lapse' | 'regrant';
  readonly reason: string;
}

export type ReversalProblems = Readonly<Partial<Record<'tokens' | 'reason', string>>>;

/** Exactly so many tokens: "all that is left" might be other than what was seen. */
export function reversalRequestOf(
  draft: ReversalDraft,
):
  | { readonly request: ReverseRequest & { readonly amount: string } }
  | { readonly problems: ReversalProblems } {
  const [amount, reason] = [typedNumber(draft.tokens), draft.reason.trim()];
  const problems = {
    ...(!isPositiveAmount(amount) && { tokens: $localize`Enter how many tokens, at most six decimals.` }),
    ...(reason === '' && { reason: NO_REASON }),
  };
  if (Object.keys(problems).length > 0) return { problems };
  return { request: { amount, reason, lapsed: draft.lapsed } };
}
