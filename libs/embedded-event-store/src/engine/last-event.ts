import { pastTheEnd, type EventLog } from './event-log.js';
import type { ReadEntry } from './log-entry.js';

type Reads = Pick<EventLog, 'readStream'>;

/**
 * Of what may be seen of a stream; null: nothing.
 * @throws {StreamDeleted} when it is tombstoned.
 */
export async function lastEvent(log: Reads, streamName: string): Promise<ReadEntry | null> {
  const range = { direction: 'backwards', from: pastTheEnd, limit: 1 } as const;
  for await (const entry of log.readStream(streamName, range)) return entry;
  return null;
}

/** -1n: there is nothing. @throws {StreamDeleted} when it is tombstoned. */
export async function lastRevision(log: Reads, streamName: string): Promise<bigint> {
  return (await lastEvent(log, streamName))?.revision ?? -1n;
}
