import type { RecordedEvent } from '#libs/event-store';
import {
  asOf,
  evolveAccount,
  happenedAt,
  initialAccount,
  type Account,
  type AccountEvent,
} from '#libs/ledger';
import { domainEvent } from '../loaded-aggregate.js';

/** An event, without what it says: which one it is, and when. */
export interface EventPlace {
  readonly revision: bigint;
  readonly position: bigint;
  readonly type: string;
  /** By the clock that decided it. */
  readonly happenedAt: Date;
  /** By the clock of the log. */
  readonly recordedAt: Date;
}

/** An account as its events left it, up to one of them. */
export interface PastAccount {
  readonly account: Account;
  /** The last event that is in it; null before the first. */
  readonly event: EventPlace | null;
  /** In milliseconds since 1970. It never goes back, whatever clocks say. */
  readonly time: number;
}

export const BEFORE_THE_FIRST: PastAccount = {
  account: initialAccount,
  event: null,
  time: Number.NEGATIVE_INFINITY,
};

/** @throws {TypeError} for an event that is not of an account. */
export function followedBy(before: PastAccount, recorded: RecordedEvent): PastAccount {
  const place = placeOf(recorded);
  return {
    account: evolveAccount(before.account, domainEvent<AccountEvent>(recorded)),
    event: place,
    time: Math.max(before.time, place.happenedAt.getTime()),
  };
}

export function placeOf(recorded: RecordedEvent): EventPlace {
  const { revision, position, type, createdAt: recordedAt } = recorded;
  return {
    revision,
    position,
    type,
    happenedAt: happenedAt(domainEvent<AccountEvent>(recorded)),
    recordedAt,
  };
}

/** With what time did to it until then, whether or not an event said so yet. */
export function at(moment: Date, past: PastAccount): PastAccount {
  return { ...past, account: asOf(past.account, moment) };
}
