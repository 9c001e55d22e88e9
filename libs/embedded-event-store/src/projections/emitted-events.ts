import { createHash } from 'node:crypto';
import { jsonEvent } from '../engine/json-event.js';
import type { LogEntry, ProposedEvent } from '../engine/log-entry.js';
import type { Emission } from './native/emission.js';
import { stamped, type Author } from './stamp.js';

/** An emission, ready to be written. */
export interface EmittedEvent {
  readonly streamName: string;
  /** Of the event that it is because of. */
  readonly position: bigint;
  readonly event: ProposedEvent;
}

export function emittedEvent(
  author: Author,
  { id, position }: LogEntry,
  { streamName, type, data, extra }: Emission,
): EmittedEvent {
  const event = {
    id: emittedId(author, position, streamName),
    type,
    isJson: false,
    data: Buffer.from(data),
    metadata: stamped({ ...author, position }, { ...extra, $causedBy: id }),
  };
  return { streamName, position, event };
}

/** The same for the same emission, so that an append of unknown outcome can be repeated. */
function emittedId({ projectionId, epoch }: Author, position: bigint, streamName: string): string {
  const hash = createHash('sha256')
    .update(`${projectionId}:${epoch}:${position}:${streamName}`)
    .digest('hex');
  const groups = [hash.slice(0, 8), hash.slice(8, 12), `8${hash.slice(13, 16)}`, `a${hash.slice(17, 20)}`];
  return [...groups, hash.slice(20, 32)].join('-');
}

/** @param first revision of the first event that counts. */
export function metadataOfEmitted(first: bigint): ProposedEvent {
  const truncation = first === 0n ? {} : { $tb: Number(first) };
  return jsonEvent('$metadata', { ...truncation, $acl: { $r: '$all', $mr: '$all' } });
}
