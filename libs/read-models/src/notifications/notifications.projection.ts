import type { NotificationKind } from '#libs/contract';
import { amount, thresholdPassed, type BalanceThreshold, type BalanceThresholdCrossed } from '#libs/ledger';
import type { EnteredGrant } from '../balances/balance-changes.js';
import type { AccountFact, PurchaseFact } from '../events/fact.js';

/** As events have it: amounts are decimal strings. Null: it is about something else. */
export interface NotificationEntry {
  readonly accountId: string;
  readonly id: string;
  readonly kind: NotificationKind;
  readonly position: bigint;
  readonly at: string;
  readonly model: string;
  readonly remaining: string | null;
  readonly basis: string | null;
  readonly grantId: string | null;
}

/** Whose it was, the table of purchases knows. */
export interface FailedPurchase {
  readonly purchaseId: string;
  readonly id: string;
  readonly position: bigint;
  readonly at: string;
}

/** So long before its expiry it is told of a grant that something is left of it. */
const EXPIRING_SOON_MS = 7 * 86_400_000;

const KIND_OF: Readonly<Record<BalanceThreshold, NotificationKind>> = {
  warning: 'low-balance',
  critical: 'critical-balance',
  depleted: 'depleted',
};

/**
 * The ledger writes one event for every threshold that is crossed, and another when the balance has recovered: so
 * there is one notification for a crossing. Of several that are crossed at once, only the deepest is told.
 */
export function foldCrossings(facts: readonly AccountFact[]): readonly NotificationEntry[] {
  return facts.flatMap(({ accountId, position, event }) => {
    if (event.type !== 'BalanceThresholdCrossed' || !isDeepest(event.data)) return [];
    const { model, threshold, remaining, basis, at } = event.data;
    const kind = KIND_OF[threshold];
    return [
      { accountId, id: `${kind}:${position}`, kind, position, at, model, remaining, basis, grantId: null },
    ];
  });
}

function isDeepest({ threshold, remaining, basis }: BalanceThresholdCrossed['data']): boolean {
  return thresholdPassed(amount(remaining), amount(basis)) === threshold;
}

/** What will have to be told of grants that expire, unless they are used up by then. */
export function foldExpiries(entered: Iterable<EnteredGrant>): readonly NotificationEntry[] {
  return [...entered].flatMap((grant) => {
    const { accountId, grantId, model, position, expiresAt } = grant;
    if (expiresAt === null) return [];
    const kind = 'expiring-soon';
    const at = toldAt(grant, expiresAt);
    return [
      {
        accountId,
        id: `${kind}:${grantId}`,
        kind,
        position,
        at,
        model,
        remaining: null,
        basis: null,
        grantId,
      },
    ];
  });
}

/** Never before the tokens are there. */
function toldAt({ grantedAt, effectiveFrom }: EnteredGrant, expiresAt: string): string {
  const moments = [
    Date.parse(expiresAt) - EXPIRING_SOON_MS,
    Date.parse(grantedAt),
    Date.parse(effectiveFrom),
  ];
  return new Date(Math.max(...moments)).toISOString();
}

/** A purchase fails once, and may be paid all the same later. */
export function foldFailedPurchases(facts: readonly PurchaseFact[]): readonly FailedPurchase[] {
  return facts.flatMap(({ purchaseId, position, event }) =>
    event.type === 'PurchaseFailed'
      ? [{ purchaseId, id: `purchase-failed:${purchaseId}`, position, at: event.data.failedAt }]
      : [],
  );
}
