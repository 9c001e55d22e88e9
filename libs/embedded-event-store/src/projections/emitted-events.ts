import { createHash } from 'node:crypto';
import { jsonEvent } from '../engine/json-event.js';
import type { ProposedEvent } from '../engine/log-entry.js';
import type { Author } from './stamp.js';

/** The same for the same emission, so that an append of unknown outcome can be repeated. */
export function emittedId({ projectionId, epoch }: Author, position: bigint, streamName: string): string {
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
