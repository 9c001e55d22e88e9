import type { LogEntry } from '../engine/log-entry.js';
import { streams, type ReadResp } from './protocol.js';
import { identifierOf } from './stream-names.js';
import { uuidOf, type UuidForm } from './uuids.js';

/** `created` is counted in steps of 100 nanoseconds. */
const ticksPerMs = 10_000n;

export function readEvent(entry: LogEntry, form: UuidForm): ReadResp {
  const position = entry.position.toString();
  const event = new streams.ReadResp.ReadEvent.RecordedEvent()
    .setId(uuidOf(entry.id, form))
    .setStreamIdentifier(identifierOf(entry.streamName))
    .setStreamRevision(entry.revision.toString())
    .setCommitPosition(position)
    .setPreparePosition(position)
    .setData(entry.data)
    .setCustomMetadata(entry.metadata);
  event
    .getMetadataMap()
    .set('type', entry.type)
    .set('created', (BigInt(entry.createdAt.getTime()) * ticksPerMs).toString())
    .set('content-type', entry.isJson ? 'application/json' : 'application/octet-stream');
  return new streams.ReadResp().setEvent(
    new streams.ReadResp.ReadEvent().setEvent(event).setCommitPosition(position),
  );
}
