import type {
  AllStreamRecordedEvent,
  RecordedEvent as ClientEvent,
  ResolvedEvent,
} from '@eventstore/db-client';
import type { RecordedEvent } from '../event-store.js';
import type { JsonObject } from '../json.js';
import { isJsonObject, jsonObjectFrom } from '../json-object-from.js';

/** Null for a link whose target is gone. */
export function recordedEvent({ event, commitPosition }: ResolvedEvent): RecordedEvent | null {
  if (!event) return null;
  return {
    id: event.id,
    type: event.type,
    streamName: event.streamId,
    revision: event.revision,
    position: positionOf(event) ?? commitPosition ?? 0n,
    createdAt: event.created,
    data: jsonObject(event.data),
    metadata: jsonObject(event.metadata),
  };
}

function positionOf(event: ClientEvent | AllStreamRecordedEvent): bigint | undefined {
  return event.position?.commit;
}

/** The client parses JSON, and leaves what is not JSON as text or bytes. */
function jsonObject(value: unknown): JsonObject {
  if (isJsonObject(value) && !(value instanceof Uint8Array)) return value;
  if (value instanceof Uint8Array) return jsonObjectFrom(value);
  return value === undefined
    ? {}
    : jsonObjectFrom(Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)));
}
