import fc from 'fast-check';
import durations from 'google-protobuf/google/protobuf/duration_pb.js';
import timestamps from 'google-protobuf/google/protobuf/timestamp_pb.js';
import { batchChunk, type BatchChunk } from './batch-chunks.js';
import { expectedRevisionOf } from './expected-revisions.js';
import { empty, shared, streams, type BatchAppendReq } from './protocol.js';
import { streamNameOf } from './stream-names.js';
import { textOf, uuidOf } from './uuids.js';

const bytes = fc.uint8Array({ maxLength: 300 });
const text = fc.string({ unit: 'grapheme', maxLength: 50 });
const uuid = fc
  .tuple(fc.uuid(), fc.constantFrom('string' as const, 'structured' as const))
  .map(([id, form]) => uuidOf(id, form));
const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined, freq: 5 });

const proposedMessage = fc
  .record({
    id: maybe(uuid),
    entries: fc.array(fc.tuple(fc.constantFrom('type', 'content-type', 'other', ''), text), { maxLength: 4 }),
    data: bytes,
    metadata: bytes,
  })
  .map(({ id, entries, data, metadata }) => {
    const message = new streams.BatchAppendReq.ProposedMessage().setData(data).setCustomMetadata(metadata);
    if (id) message.setId(id);
    for (const [key, value] of entries) message.getMetadataMap().set(key, value);
    return message;
  });

type Options = BatchAppendReq.Options;
const expectation = fc.oneof(
  fc.constantFrom(
    (options: Options) => options,
    (options: Options) => options.setNoStream(new empty.Empty()),
    (options: Options) => options.setAny(new empty.Empty()),
    (options: Options) => options.setStreamExists(new empty.Empty()),
  ),
  fc
    .bigInt({ min: 0n, max: 2n ** 64n - 1n })
    .map((revision) => (options: Options) => options.setStreamPosition(revision.toString())),
);
const batchOptions = fc
  .record({
    name: maybe(text),
    expects: expectation,
    deadline: maybe(fc.date({ noInvalidDate: true, min: new Date(-1e12), max: new Date(1e14) })),
  })
  .map(({ name, expects, deadline }) => {
    const options = expects(new streams.BatchAppendReq.Options());
    if (name !== undefined) {
      options.setStreamIdentifier(new shared.StreamIdentifier().setStreamName(Buffer.from(name)));
    }
    if (deadline) options.setDeadline(timestamps.Timestamp.fromDate(deadline));
    return options;
  });

const request = fc
  .record({
    correlationId: maybe(uuid),
    options: maybe(batchOptions),
    proposed: fc.array(proposedMessage, { maxLength: 4 }),
    isFinal: fc.boolean(),
  })
  .map(({ correlationId, options, proposed, isFinal }) => {
    const message = new streams.BatchAppendReq().setProposedMessagesList(proposed).setIsFinal(isFinal);
    if (correlationId) message.setCorrelationId(correlationId);
    return options ? message.setOptions(options) : message;
  });

const encoded = (message: BatchAppendReq) => Buffer.from(message.serializeBinary());

/** What the generated message says. */
function expected(message: BatchAppendReq): BatchChunk {
  const options = message.getOptions();
  const deadline = options?.getDeadline();
  const exact = options?.hasStreamPosition() ? options.getStreamPosition() : null;
  return {
    correlationId: textOf(message.getCorrelationId()),
    options: {
      streamName: streamNameOf(options?.getStreamIdentifier()),
      expectedRevision: options ? expectedRevisionOf(options, exact) : 'any',
      ...(deadline && { deadlineMs: deadline.toDate().getTime() }),
    },
    proposed: message.getProposedMessagesList().map((each) => ({
      id: textOf(each.getId()),
      type: each.getMetadataMap().get('type'),
      contentType: each.getMetadataMap().get('content-type'),
      data: Buffer.from(each.getData_asU8()),
      metadata: Buffer.from(each.getCustomMetadata_asU8()),
    })),
    isFinal: message.getIsFinal(),
  };
}

it('is what the generated messages read', () => {
  fc.assert(
    fc.property(request, (message) => {
      const received = encoded(message);
      expect(batchChunk(received)).toEqual(expected(streams.BatchAppendReq.deserializeBinary(received)));
    }),
    { numRuns: 2_000 },
  );
});

it('knows the deadline of newer clients, which is so long from now', () => {
  const seconds = fc.integer({ min: -1_000, max: 1_000 });
  fc.assert(
    fc.property(batchOptions, seconds, (options, length) => {
      const duration = new durations.Duration().setSeconds(length).serializeBinary();
      const received = [...options.serializeBinary(), 0x3a, ...lengthOf(duration), ...duration];
      const before = Date.now();
      const { deadlineMs } = batchChunk(
        Buffer.from([0x12, ...lengthOf(Buffer.from(received)), ...received]),
      ).options;
      const began = (deadlineMs ?? NaN) - length * 1_000;
      expect(began).toBeGreaterThanOrEqual(before);
      expect(began).toBeLessThanOrEqual(Date.now());
    }),
  );
});

it('passes over fields that it does not know', () => {
  fc.assert(
    fc.property(request, bytes, (message, unknown) => {
      const number = [0x28, 0x96, 0x01];
      const fixed = [0x31, ...new Array<number>(8).fill(7), 0x3d, 1, 2, 3, 4];
      const delimited = [0x42, ...lengthOf(unknown), ...unknown];
      const received = Buffer.from([...number, ...fixed, ...encoded(message), ...delimited]);
      expect(batchChunk(received)).toEqual(expected(message));
    }),
  );
});

it('refuses what is cut off, or lies about its lengths, and nothing else happens', () => {
  fc.assert(
    fc.property(request, fc.nat(), fc.integer({ min: 0, max: 255 }), (message, place, byte) => {
      const received = encoded(message);
      if (received.length === 0) return;
      const changed = Buffer.from(received);
      changed[place % received.length] = byte;
      for (const each of [changed, received.subarray(0, place % received.length)]) read(each);
    }),
    { numRuns: 2_000 },
  );
  expect(() => batchChunk(Buffer.from([0x0a, 0xff, 0xff, 0xff, 0xff, 0x0f]))).toThrow('past the end');
  expect(() => batchChunk(Buffer.from([0x0b]))).toThrow('is of another type');
  expect(() => batchChunk(Buffer.from([0x1a, 0x02, 0x0a, 0x05]))).toThrow('past the end');
});

function lengthOf(value: Uint8Array): number[] {
  return value.length < 0x80
    ? [value.length]
    : [(value.length % 0x80) | 0x80, Math.floor(value.length / 0x80)];
}

function read(received: Buffer): void {
  try {
    batchChunk(received);
  } catch (error) {
    expect(error).toMatchObject({ name: 'MalformedMessage' });
  }
}
