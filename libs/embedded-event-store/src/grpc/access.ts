import { isMetastream } from '../engine/stream-metadata.js';
import { AccessDenied } from './errors.js';

/** The log as a whole is read, never written to. */
export function refuseAll(streamName: string): void {
  if (streamName === '$all') throw new AccessDenied('Nobody may append to $all.');
}

/** A metastream lives and dies with its stream. */
export function refuseMetastream(streamName: string): void {
  if (isMetastream(streamName)) throw new AccessDenied('Nobody may delete a metastream.');
}
