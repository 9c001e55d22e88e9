import type { RecordedEvent } from '#libs/event-store';
import type { OperationRow } from './operation.entity.js';

/**
 * Which operations the events belong to. Types do not matter: an operation was carried out
 * whatever it did. Events without our metadata belong to none.
 */
export function foldOperations(events: readonly RecordedEvent[]): readonly OperationRow[] {
  const operations = new Map<string, OperationRow>();
  for (const event of events) {
    const { operationId, requestHash } = event.metadata ?? {}; // others' events may have `null` there
    if (!isText(operationId) || !isText(requestHash) || event.type.startsWith('$')) continue;
    const key = `${event.streamName}\0${operationId}`;
    const first = operations.get(key) ?? firstOf(event, operationId, requestHash);
    operations.set(key, { ...first, lastRevision: event.revision });
  }
  return [...operations.values()];
}

function firstOf(event: RecordedEvent, operationId: string, requestHash: string): OperationRow {
  const { streamName: stream, revision, position } = event;
  return { stream, operationId, requestHash, firstRevision: revision, lastRevision: revision, position };
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && !value.includes('\0');
}
