import type { GroupEvent, Task } from './group-event.js';

export type NackAction = 'park' | 'retry' | 'skip';

/** What happens to a group. */
export type GroupInput =
  | { readonly kind: 'arrived'; readonly event: GroupEvent }
  /** So many events were considered up to here, and what of them is the group's has arrived. */
  | { readonly kind: 'passed'; readonly at: bigint; readonly count: number }
  | { readonly kind: 'caught-up' }
  /** It was parked, as `revision` of the parked stream. */
  | { readonly kind: 'replayed'; readonly event: GroupEvent; readonly revision: bigint }
  | { readonly kind: 'connected'; readonly consumer: string; readonly slots: number }
  | { readonly kind: 'left'; readonly consumer: string }
  /** Its connection takes nothing for now. */
  | { readonly kind: 'paused' | 'resumed'; readonly consumer: string }
  | { readonly kind: 'acked'; readonly consumer: string; readonly eventIds: readonly string[] }
  | {
      readonly kind: 'nacked';
      readonly consumer: string;
      readonly eventIds: readonly string[];
      readonly action: NackAction;
      readonly reason: string;
    }
  /** It is in the parked stream now. */
  | { readonly kind: 'parked'; readonly task: Task }
  /** The last effect `checkpoint` was carried out, or could not be. */
  | { readonly kind: 'checkpointed'; readonly isWritten: boolean }
  | { readonly kind: 'time-passed' };

/** What the group wants done about it. */
export type GroupEffect =
  | { readonly kind: 'push'; readonly consumer: string; readonly task: Task }
  | { readonly kind: 'finished'; readonly consumer: string; readonly tookMs: number }
  | { readonly kind: 'park'; readonly task: Task; readonly reason: string }
  | { readonly kind: 'checkpoint'; readonly at: bigint }
  /** Everything of the parked stream before this has been dealt with. */
  | { readonly kind: 'forget-parked'; readonly before: bigint };
