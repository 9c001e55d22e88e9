import { microTokens, type TokenAmount } from '#libs/ledger/tokens';

/** From zero to a round amount that no bar passes. */
export interface AmountAxis {
  /** Zero first, the top last; the distance between them is always the same. */
  readonly ticks: readonly TokenAmount[];
  readonly top: TokenAmount;
}

const STEPS_MAX = 4n;
const ROUND = [1n, 2n, 5n];

/** Exact: every tick is an amount, none is rounded. */
export function amountAxis(highest: TokenAmount): AmountAxis {
  const step = stepFor(highest);
  const count = (highest + step - 1n) / step || 1n;
  const ticks = Array.from({ length: Number(count) + 1 }, (_, index) => microTokens(BigInt(index) * step));
  return { ticks, top: microTokens(count * step) };
}

/** The smallest round step that is taken at most so many times. */
function stepFor(highest: bigint): bigint {
  for (let power = 1n; ; power *= 10n) {
    const step = ROUND.map((round) => round * power).find((each) => each * STEPS_MAX >= highest);
    if (step !== undefined) return step;
  }
}
