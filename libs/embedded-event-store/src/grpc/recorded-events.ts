import type { LogEntry, ReadEntry } from '../engine/log-entry.js';
import { streams, type ReadResp } from './protocol.js';
import { identifierOf } from './stream-names.js';
import { uuidOf, type UuidForm } from './uuids.js';

/** `created` is counted in steps of 100 nanoseconds. */
const ticksPerMs = 10_000n;

/** A resolved link comes with what it leads to, or alone when that is not to be seen. */
export function readEvent(entry: ReadEntry, form: UuidForm): ReadResp {
  const { target } = entry;
  const event = new streams.ReadResp.ReadEvent().setCommitPosition(entry.position.toString());
  const recorded = recordedEvent(entry, form);
  if (target === undefined) event.setEvent(recorded);
  else event.setLink(recorded);
  if (target) event.setEvent(recordedEvent(target, form));
  return new streams.ReadResp().setEvent(event);
}

function recordedEvent(entry: LogEntry, form: UuidForm): ReadResp.ReadEvent.RecordedEvent {
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
  return event;
}
