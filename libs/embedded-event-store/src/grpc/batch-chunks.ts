// `BatchAppendReq`, most of what a node receives, read directly: the generated messages took longer than the rest of
// an append. `batch-chunks.spec.ts` compares it with them.

import type { ExpectedRevision } from '#libs/event-store';
import type { Proposed } from './proposed-events.js';
import { textOfHalves } from './uuids.js';
import { MessageReader } from './wire/message-reader.js';

/** One part of an append, or all of it. */
export interface BatchChunk {
  readonly correlationId: string;
  /** Of the first chunk of an append. */
  readonly options: BatchOptions;
  readonly proposed: readonly Proposed[];
  readonly isFinal: boolean;
}

export interface BatchOptions {
  readonly streamName: string;
  readonly expectedRevision: ExpectedRevision;
  readonly deadlineMs?: number;
}

const noOptions: BatchOptions = { streamName: '', expectedRevision: 'any' };

export function batchChunk(received: Buffer): BatchChunk {
  const reader = new MessageReader(Buffer.from(received)); // what is kept of it must not keep all that came with it
  const proposed: Proposed[] = [];
  let [correlationId, options, isFinal] = ['', noOptions, false];
  while (reader.next()) {
    if (reader.field === 1) correlationId = uuid(reader.message());
    else if (reader.field === 2) options = batchOptions(reader.message());
    else if (reader.field === 3) proposed.push(proposedMessage(reader.message()));
    else if (reader.field === 4) isFinal = reader.boolean();
    else reader.skip();
  }
  return { correlationId, options, proposed, isFinal };
}

/** What is expected is said by which field is there; each is an empty message. */
const expectations = new Map<number, ExpectedRevision>([
  [3, 'no-stream'],
  [4, 'any'],
  [5, 'stream-exists'],
]);

function batchOptions(reader: MessageReader): BatchOptions {
  let { streamName, expectedRevision } = noOptions;
  let deadlineMs: number | null = null;
  while (reader.next()) {
    const expected = expectations.get(reader.field);
    if (expected) expectedRevision = expected;
    if (reader.field === 1) streamName = identifiedName(reader.message());
    else if (reader.field === 2) expectedRevision = reader.unsigned();
    else if (reader.field === 6) deadlineMs = milliseconds(reader.message());
    else if (reader.field === 7)
      deadlineMs = Date.now() + milliseconds(reader.message()); // of newer clients
    else reader.skip();
  }
  return { streamName, expectedRevision, ...(deadlineMs !== null && { deadlineMs }) };
}

function identifiedName(reader: MessageReader): string {
  let name = '';
  while (reader.next()) {
    if (reader.field === 3) name = reader.text();
    else reader.skip();
  }
  return name;
}

function milliseconds(reader: MessageReader): number {
  let [seconds, nanoseconds] = [0n, 0n];
  while (reader.next()) {
    if (reader.field === 1) seconds = reader.signed();
    else if (reader.field === 2) nanoseconds = reader.signed();
    else reader.skip();
  }
  return Math.trunc(Number(seconds) * 1_000 + Number(nanoseconds) / 1_000_000);
}

function proposedMessage(reader: MessageReader): Proposed {
  const systemMetadata: SystemMetadata = { type: undefined, contentType: undefined };
  let id = '';
  let [metadata, data] = [nothing, nothing];
  while (reader.next()) {
    if (reader.field === 1) id = uuid(reader.message());
    else if (reader.field === 2) readEntry(reader.message(), systemMetadata);
    else if (reader.field === 3) metadata = reader.bytes();
    else if (reader.field === 4) data = reader.bytes();
    else reader.skip();
  }
  return { id, ...systemMetadata, data, metadata };
}

type SystemMetadata = { -readonly [Key in 'type' | 'contentType']: Proposed[Key] };

const nothing: Uint8Array = Buffer.alloc(0);

function readEntry(reader: MessageReader, into: SystemMetadata): void {
  let [key, value] = ['', ''];
  while (reader.next()) {
    if (reader.field === 1) key = reader.text();
    else if (reader.field === 2) value = reader.text();
    else reader.skip();
  }
  if (key === 'type') into.type = value;
  if (key === 'content-type') into.contentType = value;
}

function uuid(reader: MessageReader): string {
  let id = '';
  while (reader.next()) {
    if (reader.field === 1) id = structuredUuid(reader.message());
    else if (reader.field === 2) id = reader.text().toLowerCase();
    else reader.skip();
  }
  return id;
}

function structuredUuid(reader: MessageReader): string {
  let [most, least] = [0n, 0n];
  while (reader.next()) {
    if (reader.field === 1) most = reader.signed();
    else if (reader.field === 2) least = reader.signed();
    else reader.skip();
  }
  return textOfHalves(most, least);
}
