import { microTokens, smaller, type TokenAmount } from '#libs/ledger';

const DAY_MS = 86_400_000n;

/** So many tokens in so many milliseconds, exactly: a fraction that is never divided out. */
export class Pace {
  constructor(
    private readonly tokens: TokenAmount,
    private readonly milliseconds: bigint,
  ) {
    if (milliseconds <= 0n) throw new RangeError('A pace needs some time.');
  }

  static readonly STANDSTILL = new Pace(microTokens(0n), 1n);

  /** Corrections may have taken back more than was used. */
  get isStandstill(): boolean {
    return this.tokens <= 0n;
  }

  /** Whole micro-tokens. */
  perDay(): TokenAmount {
    return this.isStandstill ? microTokens(0n) : microTokens((this.tokens * DAY_MS) / this.milliseconds);
  }

  usedWithin(milliseconds: number): TokenAmount {
    return microTokens((this.tokens * BigInt(milliseconds)) / this.milliseconds);
  }

  /** How long so many tokens last, to the millisecond after. Only where something is used. */
  lasts(available: TokenAmount, millisecondsMax: number): number {
    const needed = (available * this.milliseconds + this.tokens - 1n) / this.tokens;
    return Number(smaller(microTokens(needed), microTokens(BigInt(millisecondsMax))));
  }
}
