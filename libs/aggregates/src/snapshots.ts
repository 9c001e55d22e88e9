import type { RememberedOperations } from './remembered-operations.js';

/** A cache of aggregates as of some revision. Losing it costs reading time, nothing else. */
export interface Snapshots {
  load(streamName: string, stateVersion: number): Promise<Snapshot | null>;
  save(streamName: string, stateVersion: number, snapshot: Snapshot): Promise<void>;
}

export interface Snapshot {
  readonly state: unknown;
  readonly revision: bigint;
  readonly lastHash: string;
  readonly operations: RememberedOperations;
}

export const SNAPSHOT_EVERY_EVENTS = 1_000;
