import type { ReadEntry } from '../engine/log-entry.js';

/** An event on its way to a group's consumers. */
export interface GroupEvent {
  /** By which it is acknowledged: the link's, if it came by a link. */
  readonly id: string;
  /** Revision of the stream or position of the log. */
  readonly at: bigint;
  /** Events with the same go to the same consumer, where the strategy says so. */
  readonly pin: string;
  readonly entry: ReadEntry;
}

/** A group's task: to be given out, perhaps several times, until it is finished. */
export interface Task {
  /** In the order of arrival. */
  readonly sequence: number;
  readonly event: GroupEvent;
  /** How many times it was given out before. */
  readonly retryCount: number;
  /** It was parked and comes again: checkpoints have nothing to do with it. */
  readonly isReplay: boolean;
}

/** What it costs to hold an event beside its data and metadata. */
const overheadBytes = 512;

export function bytesOf({ event: { entry } }: Task): number {
  const { data, metadata, target } = entry;
  const targetBytes = target ? target.data.length + target.metadata.length : 0;
  return data.length + metadata.length + targetBytes + overheadBytes;
}
