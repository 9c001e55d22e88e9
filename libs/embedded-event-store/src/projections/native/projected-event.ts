// An event of the log as projections see it. The rules are EventStoreDB's, its oddities included: clients that filter
// what they get from `$ce-…` and `$et-…` expect them.

import type { LogEntry, ReadEntry } from '../../engine/log-entry.js';
import { hidesAll, isMetastream, originOf, streamMetadata } from '../../engine/stream-metadata.js';

const isSystemStream = (streamName: string) => streamName.startsWith('$');

/** Events of system streams are not projected, but those of the metastreams of other streams are. */
export const isProjected = ({ streamName }: LogEntry) =>
  !isSystemStream(streamName) || (isMetastream(streamName) && !isSystemStream(originOf(streamName)));

/** The stream itself, also for an event of its metastream. */
export const subjectOf = ({ streamName }: LogEntry) =>
  isMetastream(streamName) ? originOf(streamName) : streamName;

/** The event removes the stream: a tombstone, or metadata that hides all of it. */
export function isRemoval({ streamName, ...event }: LogEntry): boolean {
  if (!isMetastream(streamName)) return event.type === '$streamDeleted';
  return event.type === '$metadata' && hidesAll(streamMetadata(event));
}

/** What a link in the log leads to is projected in its place; null when that is not to be seen any more. */
export function originalOf(entry: ReadEntry): LogEntry | null {
  return entry.target === undefined ? entry : entry.target;
}
