import { MICRO_TOKENS_PER_TOKEN, microTokens, type TokenAmount } from '#libs/ledger/tokens';

/** What an axis may end at, in tenths of a power of ten. */
const ENDS = [10n, 12n, 16n, 20n, 30n, 40n, 50n, 60n, 80n, 100n] as const;

export interface ValueAxis {
  readonly top: TokenAmount;
  /** From zero to the top. */
  readonly ticks: readonly TokenAmount[];
}

/** From zero to the next round amount above everything that is shown. */
export function valueAxis(highest: TokenAmount): ValueAxis {
  const top = highest > 0n ? roundedUp(highest) : MICRO_TOKENS_PER_TOKEN;
  return { top: microTokens(top), ticks: [0n, top / 2n, top].map(microTokens) };
}

function roundedUp(highest: TokenAmount): bigint {
  for (let power = 10n; ; power *= 10n) {
    const end = ENDS.map((tenths) => (tenths * power) / 10n).find((each) => each >= highest);
    if (end !== undefined) return end;
  }
}

/** Its height above zero, in percent of the axis. */
export function heightOn({ top }: ValueAxis, value: bigint): number {
  if (value <= 0n) return 0;
  return value >= top ? 100 : Number((value * 100_000n) / top) / 1_000;
}
