import type { Allocation, BalancePoint } from '#libs/contract';
import { amount, formatAmount, microTokens, subtract, type TokenAmount } from '#libs/ledger/tokens';

/** What was there at a moment, and what became of it since the moment before. */
export interface BalanceStepRow {
  readonly at: string;
  readonly available: string;
  readonly held: string;
  readonly cameIn: string;
  readonly used: string;
  /** Expired or revoked. */
  readonly lapsed: string;
  readonly unlimited: boolean;
  /** Everything ever charged, whether it was drawn from grants or not. */
  readonly usedSoFar: string;
}

export function balanceSteps(points: readonly BalancePoint[]): readonly BalanceStepRow[] {
  return points.map((point, index) => {
    const before = points[index - 1] ?? point;
    const since = (part: (each: BalancePoint) => TokenAmount) =>
      formatAmount(subtract(part(point), part(before)));
    return {
      at: point.at,
      available: point.available,
      held: point.held,
      cameIn: since(({ granted }) => amount(granted)),
      used: since(usedOf),
      lapsed: since(({ expired, revoked }) => microTokens(amount(expired) + amount(revoked))),
      unlimited: point.unlimited,
      usedSoFar: formatAmount(usedOf(point)),
    };
  });
}

function usedOf({ spent, unlimitedSpent, overdrawn }: BalancePoint): TokenAmount {
  return microTokens(amount(spent) + amount(unlimitedSpent) + amount(overdrawn));
}

/** What has been read stays; the end of it is always what is there now. */
export function upToNow(
  points: readonly BalancePoint[],
  now: Allocation | null,
  at: string,
): readonly BalancePoint[] {
  if (!now) return points;
  const { unlimited, granted, available, held, spent, expired, revoked, unlimitedSpent, overdrawn } = now;
  const end = { unlimited, granted, available, held, spent, expired, revoked, unlimitedSpent, overdrawn };
  return [...points.slice(0, -1).filter((point) => point.at < at), { at, ...end }];
}
