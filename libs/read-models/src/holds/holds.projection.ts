import type { TokensReserved } from '#libs/ledger';
import type { AccountFact } from '../events/fact.js';
import type { HoldStatus } from './hold.entity.js';

export interface HoldChange {
  readonly opened: readonly OpenedHold[];
  /** The latest of each hold. */
  readonly changed: ReadonlyMap<string, ChangedHold>;
}

export interface OpenedHold {
  readonly accountId: string;
  readonly reservation: TokensReserved['data'];
}

export interface ChangedHold {
  readonly accountId: string;
  readonly holdId: string;
  /** Null: as it was. */
  readonly expiresAt: string | null;
  readonly status: HoldStatus;
  readonly closedAt: string | null;
}

export function foldHolds(facts: readonly AccountFact[]): HoldChange {
  const opened: OpenedHold[] = [];
  const changed = new Map<string, ChangedHold>();
  for (const { accountId, event } of facts) {
    if (event.type === 'TokensReserved') opened.push({ accountId, reservation: event.data });
    const change = changeOf(event);
    if (!change) continue;
    const key = `${accountId}\0${change.holdId}`;
    const expiresAt = change.expiresAt ?? changed.get(key)?.expiresAt ?? null;
    changed.set(key, { accountId, ...change, expiresAt });
  }
  return { opened, changed };
}

function changeOf(event: AccountFact['event']): Omit<ChangedHold, 'accountId'> | null {
  switch (event.type) {
    case 'HoldExtended': {
      const { holdId, expiresAt } = event.data;
      return { holdId, expiresAt, status: 'open', closedAt: null };
    }
    case 'HoldSettled':
      return closed(event.data.holdId, 'settled', event.data.settledAt);
    case 'HoldReleased':
      return closed(event.data.holdId, 'released', event.data.releasedAt);
    case 'HoldExpired':
      return closed(event.data.holdId, 'expired', event.data.expiredAt);
    default:
      return null;
  }
}

function closed(holdId: string, status: HoldStatus, closedAt: string) {
  return { holdId, expiresAt: null, status, closedAt };
}
