import type { AccountEvent, RefusalCode, StoreRefusal } from '#libs/ledger';
import { DEED_KINDS } from '../histories/any-deed.js';

/** Those of rates, of the store and of the API; and those that take thousands of holds or grants. */
type OutOfReach =
  | 'rate-not-positive'
  | 'multiplier-not-positive'
  | 'rate-in-the-past'
  | 'unknown-model'
  | StoreRefusal['code']
  | 'too-many-holds'
  | 'too-many-grants';

const EVENTS: Readonly<Record<AccountEvent['type'], true>> = {
  TokensGranted: true,
  TokensPurchased: true,
  GrantTookEffect: true,
  TokensConsumed: true,
  TokensExpired: true,
  TokensRolledOver: true,
  TokensReserved: true,
  HoldExtended: true,
  HoldSettled: true,
  HoldReleased: true,
  HoldExpired: true,
  ConsumptionReversed: true,
  BalanceAdjusted: true,
  TokensRevoked: true,
  OverdraftLimitSet: true,
  OverdraftRepaid: true,
  SpendingCapsSet: true,
  TimeZoneSet: true,
  SpendingFrozen: true,
  SpendingUnfrozen: true,
  BalanceThresholdCrossed: true,
  BalanceThresholdRecovered: true,
  AllocationMadeUnlimited: true,
  AllocationMadeLimited: true,
};

const REFUSALS: Readonly<Record<Exclude<RefusalCode, OutOfReach>, true>> = {
  'insufficient-tokens': true,
  'unknown-rate': true,
  'allocation-not-found': true,
  'amount-not-positive': true,
  'amount-too-large': true,
  'inexact-tokens': true,
  'unit-not-countable': true,
  'expiry-in-the-past': true,
  'expiry-before-effect': true,
  'effective-in-the-past': true,
  'invalid-rollover': true,
  'grant-already-exists': true,
  'grant-not-found': true,
  'grant-closed': true,
  'grant-spent': true,
  'purchase-already-credited': true,
  'purchase-not-refundable': true,
  'hold-not-found': true,
  'hold-closed': true,
  'hold-too-long': true,
  'overage-refused': true,
  'spending-cap-reached': true,
  'spending-frozen': true,
  'reversal-exceeds-charge': true,
  'unknown-time-zone': true,
};

/** What the processes went through. */
const FAULTS = [
  'conflict',
  'lost answer',
  'snapshot found',
  'forgotten operation found',
  'replay',
  'id of another request',
] as const;

/** All that can happen to an account: a new event or refusal does not compile until it stands here. */
export const ALL_THAT_MUST_HAPPEN: readonly string[] = [
  ...Object.keys(EVENTS),
  ...Object.keys(REFUSALS),
  ...DEED_KINDS,
  ...FAULTS,
];
