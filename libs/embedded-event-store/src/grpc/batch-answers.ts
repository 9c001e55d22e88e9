// The answer to an append of a batch that was accepted, which nearly all are: written directly, as events are.

import type { AppendOutcome } from '../engine/append-request.js';
import { MessageWriter } from './wire/message-writer.js';

const BATCH_APPEND_RESPONSE = { correlationId: 1, success: 3, streamIdentifier: 4 };
const SUCCESS = { currentRevision: 1, noStream: 2, position: 3 };
const POSITION = { commit: 1, prepare: 2 };
const UUID = { string: 2 };
const STREAM_IDENTIFIER = { streamName: 3 };

/** Of everything but the id and the name. */
const FRAME_BYTES_MAX = 96;
const BYTES_OF_UNIT_MAX = 3;

export interface Answered {
  readonly correlationId: string;
  readonly streamName: string;
}

export function batchSuccess(
  { correlationId, streamName }: Answered,
  { revision, position }: Pick<AppendOutcome, 'revision' | 'position'>,
): Buffer {
  const names = (correlationId.length + streamName.length) * BYTES_OF_UNIT_MAX;
  const writer = new MessageWriter(FRAME_BYTES_MAX + names);
  writeText(writer, [BATCH_APPEND_RESPONSE.streamIdentifier, STREAM_IDENTIFIER.streamName], streamName);
  const success = writer.open();
  writePosition(writer, position);
  if (revision < 0n) writer.close(SUCCESS.noStream, writer.open());
  else writer.unsigned(SUCCESS.currentRevision, revision);
  writer.close(BATCH_APPEND_RESPONSE.success, success);
  writeText(writer, [BATCH_APPEND_RESPONSE.correlationId, UUID.string], correlationId);
  return writer.message;
}

/** An append of nothing to no stream has no position, and the client wants one. */
function writePosition(writer: MessageWriter, position: bigint): void {
  const at = position < 0n ? 0n : position;
  const end = writer.open();
  writer.unsigned(POSITION.prepare, at);
  writer.unsigned(POSITION.commit, at);
  writer.close(SUCCESS.position, end);
}

/** The only field of a message. */
function writeText(writer: MessageWriter, [outer, inner]: [number, number], text: string): void {
  const end = writer.open();
  writer.text(inner, text);
  writer.close(outer, end);
}
