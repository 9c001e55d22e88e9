import type { Account } from './account.js';
import type { Grant } from './grant.js';
import type { Hold } from './hold.js';

/** Something that happens by itself when its moment has come. */
export type Due =
  | { readonly kind: 'takes-effect'; readonly at: number; readonly model: string; readonly grant: Grant }
  | { readonly kind: 'hold-expires'; readonly at: number; readonly hold: Hold }
  | { readonly kind: 'is-revoked'; readonly at: number; readonly model: string; readonly grant: Grant }
  | { readonly kind: 'grant-expires'; readonly at: number; readonly model: string; readonly grant: Grant };

const ORDER: readonly Due['kind'][] = ['is-revoked', 'takes-effect', 'hold-expires', 'grant-expires'];

/** What came back to a revoked grant is due at once. */
const AT_ONCE = 0;

/** The next thing due, whenever that is: at one instant what adds tokens comes before what takes them. */
export function earliestDue(account: Account): Due | null {
  let earliest: Due | null = null;
  for (const due of everyDue(account)) if (!earliest || comesBefore(due, earliest)) earliest = due;
  return earliest;
}

function comesBefore(a: Due, b: Due): boolean {
  return a.at < b.at || (a.at === b.at && ORDER.indexOf(a.kind) < ORDER.indexOf(b.kind));
}

function* everyDue(account: Account): Generator<Due> {
  for (const { model, scheduled, grants } of account.allocations.values()) {
    for (const grant of scheduled) {
      yield { kind: 'takes-effect', at: grant.effectiveFrom.getTime(), model, grant };
    }
    for (const grant of grants) {
      if (grant.revokedFor !== null) yield { kind: 'is-revoked', at: AT_ONCE, model, grant };
      else if (grant.expiresAt) yield { kind: 'grant-expires', at: grant.expiresAt.getTime(), model, grant };
    }
  }
  for (const hold of account.holds.values()) {
    yield { kind: 'hold-expires', at: hold.expiresAt.getTime(), hold };
  }
}
