import { jsonObjectFrom, type EventToAppend, type RecordedEvent } from '#libs/event-store';
import type { LogEntry, ProposedEvent } from '../engine/log-entry.js';

export function proposedEvent({ id, type, data, metadata }: EventToAppend): ProposedEvent {
  return {
    id: id.toLowerCase(),
    type,
    isJson: true,
    data: Buffer.from(JSON.stringify(data)),
    metadata: Buffer.from(JSON.stringify(metadata)),
  };
}

export function recordedEvent(entry: LogEntry): RecordedEvent {
  const { id, type, streamName, revision, position, createdAt } = entry;
  return {
    id,
    type,
    streamName,
    revision,
    position,
    createdAt,
    data: jsonObjectFrom(entry.data),
    metadata: jsonObjectFrom(entry.metadata),
  };
}
