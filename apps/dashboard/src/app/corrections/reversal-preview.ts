import type { Draw, UsageEntry } from '#libs/contract';
import { amount, formatAmount, smaller, subtract, type TokenAmount } from '#libs/ledger/tokens';

type Charged = Pick<UsageEntry, 'tokens' | 'reversed' | 'drawn' | 'overdrawn' | 'unlimited'>;

/** From where so many tokens of a charge would come back, in the order in which they would. */
export interface ReversalPreview {
  /** Of the overdraft, where that is not repaid by now. */
  readonly overdrawn: string;
  readonly draws: readonly Draw[];
}

/** What is left of a charge to reverse. */
export function reversibleOf({ tokens, reversed }: Pick<Charged, 'tokens' | 'reversed'>): TokenAmount {
  return subtract(amount(tokens), amount(reversed));
}

/** What was overdrawn comes back first, then the draws from the last to the first; what was reversed before is gone. */
export function reversalPreview(charge: Charged, tokens: TokenAmount): ReversalPreview {
  if (charge.unlimited) return { overdrawn: '0', draws: [] };
  let skipped = amount(charge.reversed);
  let missing = smaller(tokens, reversibleOf(charge));
  const part = (whole: TokenAmount): string => {
    const gone = smaller(whole, skipped);
    skipped = subtract(skipped, gone);
    const back = smaller(subtract(whole, gone), missing);
    missing = subtract(missing, back);
    return formatAmount(back);
  };
  const overdrawn = part(amount(charge.overdrawn));
  const draws = charge.drawn
    .toReversed()
    .map((draw) => ({ grantId: draw.grantId, tokens: part(amount(draw.tokens)) }));
  return { overdrawn, draws: draws.filter((draw) => draw.tokens !== '0') };
}
