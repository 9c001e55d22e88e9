import type { ServiceError } from '@grpc/grpc-js';
import timestamp from 'google-protobuf/google/protobuf/timestamp_pb.js';
import {
  shared,
  streams,
  type AppendReq,
  type AppendResp,
  type BatchAppendReq,
  type BatchAppendResp,
  type DeleteResp,
  type Empty,
} from '../grpc/protocol.js';
import { identifierOf } from '../grpc/stream-names.js';
import { uuidOf } from '../grpc/uuids.js';
import type { ServedLog } from './serve-test-log.js';

export interface RawEvent {
  readonly id: string;
  /** `type` and `content-type`, where nothing else is said. */
  readonly metadata?: Readonly<Record<string, string>>;
  readonly data?: string;
}

export type RawExpectation = bigint | 'any' | 'no_stream' | 'stream_exists';

interface RawAppend {
  readonly streamName: string;
  readonly events: readonly RawEvent[];
  readonly expecting?: RawExpectation;
}

export const completeMetadata = { type: 'Proposed', 'content-type': 'application/json' };

/** One by one, with the options first and a message for each event. */
export function appendRaw(
  raw: ServedLog['raw'],
  { streamName, events, expecting = 'any' }: RawAppend,
): Promise<AppendResp> {
  return new Promise((resolve, reject) => {
    const call = raw.append((error: ServiceError | null, response: AppendResp) =>
      error ? reject(error) : resolve(response),
    );
    const options = new streams.AppendReq.Options().setStreamIdentifier(identifierOf(streamName));
    if (typeof expecting === 'bigint') options.setRevision(expecting.toString());
    else expectState(options, expecting);
    call.write(new streams.AppendReq().setOptions(options));
    for (const event of events) {
      const message = filled(new streams.AppendReq.ProposedMessage(), event);
      call.write(new streams.AppendReq().setProposedMessage(message));
    }
    call.end();
  });
}

export async function deleteRaw(
  raw: ServedLog['raw'],
  streamName: string,
  expecting: RawExpectation,
): Promise<DeleteResp> {
  const options = new streams.DeleteReq.Options().setStreamIdentifier(identifierOf(streamName));
  if (typeof expecting === 'bigint') options.setRevision(expecting.toString());
  else expectState(options, expecting);
  return await new Promise((resolve, reject) =>
    raw.delete(new streams.DeleteReq().setOptions(options), (error, response) =>
      error ? reject(error) : resolve(response),
    ),
  );
}

export async function tombstoneRaw(raw: ServedLog['raw'], streamName: string): Promise<void> {
  const options = new streams.TombstoneReq.Options().setStreamIdentifier(identifierOf(streamName));
  expectState(options, 'stream_exists');
  await new Promise((resolve, reject) =>
    raw.tombstone(new streams.TombstoneReq().setOptions(options), (error, response) =>
      error ? reject(error) : resolve(response),
    ),
  );
}

export interface Chunk {
  readonly correlationId: string;
  /** Of the first chunk. */
  readonly streamName?: string;
  readonly expecting?: RawExpectation;
  readonly deadline?: Date;
  readonly events?: readonly RawEvent[];
  readonly isFinal?: boolean;
}

/** Sends everything, closes, and collects every answer until the server ends the call. */
export async function batchAppendRaw(
  raw: ServedLog['raw'],
  chunks: readonly Chunk[],
): Promise<BatchAppendResp[]> {
  const call = raw.batchAppend();
  for (const each of chunks) call.write(requestOf(each));
  call.end();
  const answers: BatchAppendResp[] = [];
  for await (const answer of call) answers.push(answer as BatchAppendResp); // the stream is typed as `any`
  return answers;
}

function requestOf({ correlationId, events = [], isFinal = false, ...first }: Chunk): BatchAppendReq {
  const request = new streams.BatchAppendReq()
    .setCorrelationId(uuidOf(correlationId))
    .setProposedMessagesList(
      events.map((event) => filled(new streams.BatchAppendReq.ProposedMessage(), event)),
    )
    .setIsFinal(isFinal);
  const { streamName, expecting = 'any', deadline } = first;
  if (streamName === undefined) return request;
  const options = new streams.BatchAppendReq.Options().setStreamIdentifier(identifierOf(streamName));
  if (typeof expecting === 'bigint') options.setStreamPosition(expecting.toString());
  else expectState(options, expecting);
  if (deadline) options.setDeadline(timestamp.Timestamp.fromDate(deadline));
  return request.setOptions(options);
}

interface StateOptions {
  setAny(value: Empty): unknown;
  setNoStream(value: Empty): unknown;
  setStreamExists(value: Empty): unknown;
}

function expectState(options: StateOptions, state: Exclude<RawExpectation, bigint>): void {
  const nothing = new shared.Empty();
  if (state === 'any') options.setAny(nothing);
  else if (state === 'no_stream') options.setNoStream(nothing);
  else options.setStreamExists(nothing);
}

function filled<Message extends AppendReq.ProposedMessage | BatchAppendReq.ProposedMessage>(
  message: Message,
  { id, metadata = completeMetadata, data = '{}' }: RawEvent,
): Message {
  message.setId(uuidOf(id)).setData(Buffer.from(data));
  for (const [key, value] of Object.entries(metadata)) message.getMetadataMap().set(key, value);
  return message;
}
