import type { Account } from './account.js';
import type { Allocation } from './allocation.js';
import type { Grant } from './grant.js';
import type { Hold } from './hold.js';

/** Something that happens by itself when its moment has come. */
export type Due =
  | { readonly kind: 'takes-effect'; readonly at: number; readonly model: string; readonly grant: Grant }
  | { readonly kind: 'hold-expires'; readonly at: number; readonly hold: Hold }
  | { readonly kind: 'is-revoked'; readonly at: number; readonly model: string; readonly grant: Grant }
  | { readonly kind: 'grant-expires'; readonly at: number; readonly model: string; readonly grant: Grant };

/** At one instant what adds tokens comes before what takes them. */
const ORDER: Readonly<Record<Due['kind'], number>> = {
  'is-revoked': 0,
  'takes-effect': 1,
  'hold-expires': 2,
  'grant-expires': 3,
};

/** What came back to a revoked grant is due at once. */
const AT_ONCE = 0;

/** The next thing due, whenever that is. After every event it is asked for anew, so nothing is made but the answer. */
export function earliestDue(account: Account): Due | null {
  let earliest: Due | null = null;
  for (const hold of account.holds.values()) {
    const at = hold.expiresAt.getTime();
    if (comesBefore('hold-expires', at, earliest)) earliest = { kind: 'hold-expires', at, hold };
  }
  for (const allocation of account.allocations.values()) {
    earliest = earliestEffect(allocation, earliest);
    earliest = earliestEnd(allocation, earliest);
  }
  return earliest;
}

function earliestEffect({ model, scheduled }: Allocation, before: Due | null): Due | null {
  let earliest = before;
  for (const grant of scheduled) {
    const at = grant.effectiveFrom.getTime();
    if (comesBefore('takes-effect', at, earliest)) earliest = { kind: 'takes-effect', at, model, grant };
  }
  return earliest;
}

function earliestEnd({ model, grants }: Allocation, before: Due | null): Due | null {
  let earliest = before;
  for (const grant of grants) {
    const kind = grant.revokedFor === null ? 'grant-expires' : 'is-revoked';
    const at = kind === 'is-revoked' ? AT_ONCE : grant.expiresAt?.getTime();
    if (at !== undefined && comesBefore(kind, at, earliest)) earliest = { kind, at, model, grant };
  }
  return earliest;
}

function comesBefore(kind: Due['kind'], at: number, other: Due | null): boolean {
  return !other || at < other.at || (at === other.at && ORDER[kind] < ORDER[other.kind]);
}
