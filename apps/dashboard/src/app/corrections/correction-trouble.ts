import type { Problem, ProblemCode, ProblemOf } from '#libs/contract';
import { readableAmount, readableCount } from '../amounts/amount-text.js';
import { problemIn, troubleOf, type Trouble } from '../http/trouble.js';

type Words = { readonly [Code in ProblemCode]?: (figures: ProblemOf<Code>) => string };

/** Why the ledger did not do what an administrator asked for. Figures stand alone: no word changes with them. */
const WORDS: Words = {
  'insufficient-tokens': ({ needed, available, held }) =>
    $localize`There is not enough. Needed: ${readableAmount(needed)}:needed:. Available: ${readableAmount(available)}:available:. Held: ${readableAmount(held)}:held:.`,
  'allocation-not-found': ({ model }) => $localize`The account has never had tokens of ${model}:model:.`,
  'amount-too-large': ({ amount, maximum }) =>
    $localize`That would come to ${readableAmount(amount)}:amount:. The ledger can write ${readableAmount(maximum)}:maximum: at most.`,
  'too-many-grants': ({ maximum }) =>
    $localize`The account may have so many grants with tokens left: ${readableCount(maximum)}:maximum:. It would have more.`,
  'grant-not-found': () => $localize`The account has no such grant.`,
  'grant-closed': () => $localize`Nothing is left of the grant that could be revoked.`,
  'grant-spent': ({ amount, remaining }) =>
    $localize`Something of it was used. Granted: ${readableAmount(amount)}:granted:. Left: ${readableAmount(remaining)}:left:.`,
  'purchase-not-refundable': () =>
    $localize`The grant was paid for. Purchases are only revoked when that is asked for.`,
  'reversal-exceeds-charge': ({ asked, reversible }) =>
    $localize`That is more than can come back. Asked for: ${readableAmount(asked)}:asked:. Left to reverse: ${readableAmount(reversible)}:reversible:.`,
  'operation-not-found': () => $localize`Nothing was charged under this operation id.`,
  'account-busy': () => $localize`Others change the account at this moment. It works again soon.`,
};

/** What went wrong, with the figures that the API gave. */
export function correctionTrouble(error: unknown): Trouble {
  const problem = problemIn(error);
  const words = problem && wordsOf(problem);
  return words === null ? troubleOf(error) : { ...troubleOf(error), words };
}

function wordsOf(problem: Problem): string | null {
  if (!Object.hasOwn(WORDS, problem.code)) return null;
  const told = WORDS[problem.code as ProblemCode] as ((figures: Problem) => string) | undefined;
  return told?.(problem) ?? null;
}
