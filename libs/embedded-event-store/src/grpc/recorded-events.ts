// What is read is most of what a node sends, and the generated messages take longer to build than everything else of
// a read. So these are written directly; `recorded-events.spec.ts` reads them again with the generated ones.

import type { LogEntry, ReadEntry } from '../engine/log-entry.js';
import { uuidOf, type UuidForm } from './uuids.js';
import { MessageWriter } from './wire/message-writer.js';

const READ_RESPONSE = { event: 1 };
const READ_EVENT = { event: 1, link: 2, commitPosition: 3, retryCount: 5 };
const RECORDED_EVENT = {
  ...{ id: 1, streamIdentifier: 2, streamRevision: 3, preparePosition: 4, commitPosition: 5 },
  ...{ metadata: 6, customMetadata: 7, data: 8 },
};
const UUID = { string: 2 };
const STREAM_IDENTIFIER = { streamName: 3 };
const MAP_ENTRY = { key: 1, value: 2 };

/** Of everything but names, data and metadata: numbers, tags and lengths. */
const FRAME_BYTES_MAX = 256;
/** UTF-8 for one UTF-16 unit. */
const BYTES_OF_UNIT_MAX = 3;

/** Of events of persistent subscriptions: how many times it was given out before. */
type RetryCount = number | null;

/**
 * `ReadResp` of streams and of persistent subscriptions, as it goes over the wire. A resolved link comes with what it leads to,
 * or alone when that is not to be seen.
 */
export function readEvent(entry: ReadEntry, form: UuidForm, retryCount: RetryCount = null): Buffer {
  const { target } = entry;
  const writer = new MessageWriter(bytesMax(entry) + (target ? bytesMax(target) : 0));
  const end = writer.open();
  if (retryCount !== null) writer.unsigned(READ_EVENT.retryCount, BigInt(retryCount));
  writer.unsigned(READ_EVENT.commitPosition, entry.position);
  if (target !== undefined) writeRecorded(writer, READ_EVENT.link, entry, form);
  const event = target === undefined ? entry : target;
  if (event) writeRecorded(writer, READ_EVENT.event, event, form);
  writer.close(READ_RESPONSE.event, end);
  return writer.message;
}

function writeRecorded(writer: MessageWriter, field: number, entry: LogEntry, form: UuidForm): void {
  const end = writer.open();
  if (entry.data.length > 0) writer.bytes(RECORDED_EVENT.data, entry.data);
  if (entry.metadata.length > 0) writer.bytes(RECORDED_EVENT.customMetadata, entry.metadata);
  writeSystemMetadata(writer, entry);
  writer.unsigned(RECORDED_EVENT.commitPosition, entry.position);
  writer.unsigned(RECORDED_EVENT.preparePosition, entry.position);
  writer.unsigned(RECORDED_EVENT.streamRevision, entry.revision);
  const name = writer.open();
  writer.text(STREAM_IDENTIFIER.streamName, entry.streamName);
  writer.close(RECORDED_EVENT.streamIdentifier, name);
  writeId(writer, entry.id, form);
  writer.close(field, end);
}

function writeId(writer: MessageWriter, id: string, form: UuidForm): void {
  if (form === 'structured') {
    writer.bytes(RECORDED_EVENT.id, uuidOf(id, form).serializeBinary());
    return;
  }
  const end = writer.open();
  writer.text(UUID.string, id);
  writer.close(RECORDED_EVENT.id, end);
}

function writeSystemMetadata(writer: MessageWriter, { type, createdAt, isJson }: LogEntry): void {
  writeEntry(writer, 'content-type', isJson ? 'application/json' : 'application/octet-stream');
  writeEntry(writer, 'created', ticksOf(createdAt));
  writeEntry(writer, 'type', type);
}

function writeEntry(writer: MessageWriter, key: string, value: string): void {
  const end = writer.open();
  writer.text(MAP_ENTRY.value, value);
  writer.text(MAP_ENTRY.key, key);
  writer.close(RECORDED_EVENT.metadata, end);
}

/** In steps of 100 nanoseconds: more than a `number` can count, so that the steps of a millisecond are appended. */
function ticksOf(moment: Date): string {
  const ms = moment.getTime();
  return ms === 0 ? '0' : `${ms}0000`;
}

function bytesMax({ streamName, type, data, metadata }: LogEntry): number {
  const names = (streamName.length + type.length) * BYTES_OF_UNIT_MAX;
  return FRAME_BYTES_MAX + names + data.length + metadata.length;
}
