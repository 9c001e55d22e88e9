import type { AccountEvent } from './account.events.js';

type Moments = {
  readonly [Type in AccountEvent['type']]: keyof Extract<AccountEvent, { readonly type: Type }>['data'];
};

/** Which member of an event says when it happened. */
const MOMENTS: Moments = {
  TokensGranted: 'grantedAt',
  TokensPurchased: 'purchasedAt',
  GrantTookEffect: 'effectiveAt',
  TokensConsumed: 'consumedAt',
  TokensExpired: 'expiredAt',
  TokensRolledOver: 'rolledOverAt',
  AllocationMadeUnlimited: 'at',
  AllocationMadeLimited: 'at',
  TokensReserved: 'reservedAt',
  HoldExtended: 'extendedAt',
  HoldSettled: 'settledAt',
  HoldReleased: 'releasedAt',
  HoldExpired: 'expiredAt',
  ConsumptionReversed: 'reversedAt',
  BalanceAdjusted: 'adjustedAt',
  TokensRevoked: 'revokedAt',
  OverdraftLimitSet: 'setAt',
  OverdraftRepaid: 'repaidAt',
  SpendingCapsSet: 'setAt',
  TimeZoneSet: 'setAt',
  SpendingFrozen: 'frozenAt',
  SpendingUnfrozen: 'unfrozenAt',
  BalanceThresholdCrossed: 'at',
  BalanceThresholdRecovered: 'at',
};

/**
 * When it counted from, by what it says itself. What is due is recorded later than it happens, so this is not when
 * the log took the event in. In a stream it never goes back, but for clocks of two machines that differ.
 */
export function happenedAt(event: AccountEvent): Date {
  const data = event.data as unknown as Readonly<Record<string, unknown>>; // whichever event it is
  return new Date(String(data[MOMENTS[event.type]]));
}
