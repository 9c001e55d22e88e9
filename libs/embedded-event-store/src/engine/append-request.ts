import type { ExpectedRevision } from '#libs/event-store';
import type { ProposedEvent } from './log-entry.js';

export interface AppendRequest {
  readonly streamName: string;
  readonly expectedRevision: ExpectedRevision;
  readonly events: readonly ProposedEvent[];
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
