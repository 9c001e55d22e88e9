import type { Decision } from '../decider/decider.js';
import type { HoldTooLong, Refusal } from '../decider/refusal.js';
import { formatAmount, subtract } from '../tokens/index.js';
import { allocationOf, type Account } from './account.js';
import { availableIn, drawFrom } from './allocation.js';
import { insufficient } from './consume-tokens.js';
import type { OveragePolicy, TokensReserved } from './hold.events.js';
import { HOLDS_MAX } from './hold.js';
import { isPriced, priceOfUse, type Priced, type UseOfTokens } from './price.js';
import { written } from './recording.js';
import { capReached, frozenBy } from './spending-limits.js';

/** How long a hold lives if nobody closes it, and how long it may live at most. */
export interface HoldLifetime {
  readonly ttlSeconds: number;
  readonly ttlSecondsMax: number;
}

/** Sets tokens aside for a use whose cost is not known yet. */
export interface ReserveTokens extends UseOfTokens, HoldLifetime {
  readonly type: 'ReserveTokens';
  /** The hold is known by it. */
  readonly operationId: string;
  readonly overagePolicy: OveragePolicy;
}

export function reserveTokens(command: ReserveTokens, account: Account, now: Date): Decision<TokensReserved> {
  const priced = priceOfUse(command, account, now);
  if (!isPriced(priced)) return priced;
  const refusal = refuseReservation(command, priced, { account, now });
  if (refusal) return refusal;
  const allocation = allocationOf(account, command.model);
  const available = availableIn(allocation);
  const drawn = allocation.unlimited ? [] : drawFrom(allocation, priced.tokens);
  const data: TokensReserved['data'] = {
    holdId: command.operationId,
    ...priced.units,
    tokens: formatAmount(priced.tokens),
    drawn: written(drawn),
    unlimited: allocation.unlimited,
    overagePolicy: command.overagePolicy,
    balanceBefore: formatAmount(available),
    balanceAfter: formatAmount(allocation.unlimited ? available : subtract(available, priced.tokens)),
    reservedAt: now.toISOString(),
    expiresAt: endOf(now, command.ttlSeconds).toISOString(),
  };
  return [{ type: 'TokensReserved', data }];
}

function refuseReservation(
  command: ReserveTokens,
  { tokens }: Priced,
  { account, now }: { readonly account: Account; readonly now: Date },
): Refusal | null {
  const { model } = command;
  if (account.holds.size >= HOLDS_MAX) return { code: 'too-many-holds', maximum: HOLDS_MAX };
  const stopped =
    tooLong(command, { reservedAt: now, now }) ??
    frozenBy(account, { model, tokens }) ??
    capReached(account, { model, tokens }, now);
  if (stopped) return stopped;
  const allocation = allocationOf(account, model);
  return allocation.unlimited || tokens <= availableIn(allocation) ? null : insufficient(allocation, tokens);
}

export function tooLong(
  { ttlSeconds, ttlSecondsMax }: HoldLifetime,
  { reservedAt, now }: { readonly reservedAt: Date; readonly now: Date },
): HoldTooLong | null {
  const asked = endOf(now, ttlSeconds);
  const latest = endOf(reservedAt, ttlSecondsMax);
  if (asked.getTime() <= latest.getTime()) return null;
  return { code: 'hold-too-long', asked: asked.toISOString(), latest: latest.toISOString() };
}

export function endOf(from: Date, seconds: number): Date {
  return new Date(from.getTime() + seconds * 1_000);
}
