import type { ExpectedRevision } from '#libs/event-store';
import type { ProposedEvent } from './log-entry.js';

/** Deleting hides a stream's events, and the next append brings it back; after a tombstone nothing ever comes. */
export type Removal = 'delete' | 'tombstone';

export interface AppendRequest {
  readonly streamName: string;
  readonly expectedRevision: ExpectedRevision;
  readonly events: readonly ProposedEvent[];
  /** The one event is what removes the stream. */
  readonly removal?: Removal;
  /** Written for the node itself, as links are: takes what room others leave in a commit, and a little always. */
  readonly isBehind?: boolean;
  /** Epoch milliseconds after which nobody waits for the answer. */
  readonly deadlineMs?: number;
}

/** Of the last event of the append; of the stream as it is, for an append of nothing (`-1n`: no stream). */
export interface AppendOutcome {
  readonly revision: bigint;
  readonly position: bigint;
  /** Of each event of the append. */
  readonly positions: readonly bigint[];
}
