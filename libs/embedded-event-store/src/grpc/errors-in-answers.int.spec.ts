// Section 2b of the protocol: errors that come in an answer, while the call itself ends well; as they are on the wire,
// and as the official client throws them. The others: `every-error`.

import { randomUUID } from 'node:crypto';
import { status } from '@grpc/grpc-js';
import { ErrorType, type AppendExpectedRevision, type EventData, type JSONType } from '@eventstore/db-client';
import { answeredError } from '../testing/answered-error.js';
import { appendRaw, batchAppendRaw, completeMetadata, type RawEvent } from '../testing/raw-writes.js';
import { readRaw, readStreamOptions, type ServedLog } from '../testing/serve-test-log.js';
import { maxAppendBytes, read, startTroubledNodes, type TroubledNodes } from '../testing/troubled-nodes.js';
import { batchStatus } from './batch-errors.js';
import { shared } from './protocol.js';
import { streamNameOf } from './stream-names.js';
import { textOf } from './uuids.js';

const known = randomUUID();
let nodes: TroubledNodes;
beforeAll(async () => {
  nodes = await startTroubledNodes();
  await appendRaw(nodes.sound.raw, { streamName: 'two', events: [{ id: known }, { id: randomUUID() }] });
  await nodes.sound.client.appendToStream('deleted', eventOf({ id: randomUUID() }));
  await nodes.sound.client.deleteStream('deleted');
});
afterAll(() => nodes.dispose());

const eventOf = ({ id, metadata = completeMetadata, data = '{}' }: RawEvent): EventData => ({
  ...{ id, type: metadata.type ?? '', contentType: 'application/json' },
  data: JSON.parse(data) as JSONType,
  metadata: undefined,
});
const anEvent = (): RawEvent => ({ id: randomUUID() });
const oneByOne = { credentials: { username: 'any', password: 'body' } };

const wrongVersions: readonly {
  readonly streamName: string;
  readonly expecting: AppendExpectedRevision;
  readonly events?: readonly RawEvent[];
  readonly actual: bigint | 'no_stream';
}[] = [
  { streamName: 'two', expecting: 5n, actual: 1n },
  { streamName: 'two', expecting: 'no_stream', actual: 1n },
  { streamName: 'two', expecting: 'any', events: [{ id: known }, anEvent()], actual: 1n },
  { streamName: 'two', expecting: 'stream_exists', events: [{ id: known }, anEvent()], actual: 1n },
  { streamName: 'none', expecting: 5n, actual: 'no_stream' },
  { streamName: 'none', expecting: 'stream_exists', actual: 'no_stream' },
];

/** The two `oneof`s, which classic appends and batches name differently. */
interface Expectations {
  hasExpectedAny(): boolean;
  hasExpectedNoStream(): boolean;
  hasExpectedStreamExists(): boolean;
  hasCurrentNoStream(): boolean;
}

function stateIn(wrong: Expectations): string[] {
  const names = ['ExpectedAny', 'ExpectedNoStream', 'ExpectedStreamExists', 'CurrentNoStream'] as const;
  return names.filter((name) => wrong[`has${name}`]());
}

const stateOf = (expecting: AppendExpectedRevision, actual: bigint | 'no_stream') => {
  const expected = {
    any: 'ExpectedAny',
    no_stream: 'ExpectedNoStream',
    stream_exists: 'ExpectedStreamExists',
  };
  return [
    ...(typeof expecting === 'bigint' ? [] : [expected[expecting]]),
    ...(actual === 'no_stream' ? ['CurrentNoStream'] : []),
  ];
};

describe.each(wrongVersions)(
  'appending to a stream at $actual that is expected at $expecting',
  ({ streamName, expecting, events = [anEvent()], actual }) => {
    const exact = (revision: bigint | string) => (typeof revision === 'bigint' ? revision.toString() : '0');
    const thrown = {
      type: ErrorType.WRONG_EXPECTED_VERSION,
      ...{ streamName, expectedVersion: expecting, actualVersion: actual },
    };

    it.each([
      ['one by one', oneByOne],
      ['in a batch', {}],
    ])('the client throws what it knows of it, %s', async (_way, options) => {
      const { client } = nodes.sound;
      const asked = client.appendToStream(streamName, events.map(eventOf), {
        ...options,
        expectedRevision: expecting,
      });
      expect(await answeredError(asked)).toMatchObject({ thrown, wire: null });
    });

    it('the classic call answers it', async () => {
      const answer = await appendRaw(nodes.sound.raw, { streamName, expecting, events });
      const wrong = answer.getWrongExpectedVersion();
      if (!wrong) throw new Error('The append was not refused.');
      expect(stateIn(wrong)).toEqual(stateOf(expecting, actual));
      expect(wrong.getExpectedRevision()).toBe(exact(expecting));
      expect(wrong.getCurrentRevision()).toBe(exact(actual));
    });

    it('the batch answers it', async () => {
      const { details } = await refusal(nodes.sound, { streamName, expecting, events });
      const wrong = shared.WrongExpectedVersion.deserializeBinary(details.getValue_asU8());
      expect(stateIn(wrong)).toEqual(stateOf(expecting, actual));
      expect(wrong.getExpectedStreamPosition()).toBe(exact(expecting));
      expect(wrong.getCurrentStreamRevision()).toBe(exact(actual));
    });
  },
);

interface Asked {
  /** Of a sound node, where nothing else is said. */
  readonly of?: () => ServedLog;
  readonly streamName: string;
  readonly events?: readonly RawEvent[];
  readonly expecting?: AppendExpectedRevision;
  readonly deadline?: Date;
}

/** Everything that the client reads of a refusal without asking whether it is there. */
async function refusal({ raw }: ServedLog, { of: _of, events = [anEvent()], ...options }: Asked) {
  const correlationId = randomUUID();
  const answers = await batchAppendRaw(raw, [{ correlationId, ...options, events, isFinal: true }]);
  expect(answers).toHaveLength(1);
  const [answer] = answers;
  expect(textOf(answer?.getCorrelationId())).toBe(correlationId);
  expect(streamNameOf(answer?.getStreamIdentifier())).toBe(options.streamName);
  const error = answer?.getError();
  const details = error?.getDetails();
  if (!error || !details) throw new Error('The append was not refused, or without details.');
  return { code: Number(error.getCode()), message: error.getMessage(), details };
}

const ours = (name: string) => `event_store.client.${name}`;

const isHanging = { of: () => nodes.hanging };
const isBereft = { of: () => nodes.bereft };
const [noId, noType] = [{ id: 'not a uuid' }, { ...anEvent(), metadata: { ...completeMetadata, type: '' } }];
const large = { ...anEvent(), data: JSON.stringify({ text: 'x'.repeat(maxAppendBytes) }) };

const { WRONG_EXPECTED_VERSION, STREAM_DELETED, ACCESS_DENIED, MAXIMUM_APPEND_SIZE_EXCEEDED } = ErrorType;
const { DEADLINE_EXCEEDED, UNKNOWN } = ErrorType;

const refusals: readonly (readonly [status, string, ErrorType, Asked & { readonly when: string }])[] = [
  [
    6,
    ours('WrongExpectedVersion'),
    WRONG_EXPECTED_VERSION,
    { when: 'the stream is elsewhere', streamName: 'two', expecting: 7n },
  ],
  [5, ours('StreamDeleted'), STREAM_DELETED, { when: 'the stream has ended', streamName: 'ended' }],
  [7, ours('AccessDenied'), ACCESS_DENIED, { when: 'it is for $all', streamName: '$all' }],
  [
    4,
    ours('Timeout'),
    DEADLINE_EXCEEDED,
    { when: 'its deadline has passed', streamName: 'late', deadline: new Date(1_000) },
  ],
  [4, ours('Timeout'), DEADLINE_EXCEEDED, { when: 'the database hangs', streamName: 'slow', ...isHanging }],
  [
    3,
    ours('MaximumAppendSizeExceeded'),
    MAXIMUM_APPEND_SIZE_EXCEEDED,
    { when: 'it is too large', streamName: 'large', events: [large] },
  ],
  [3, ours('BadRequest'), UNKNOWN, { when: 'an event has no id', streamName: 'bad', events: [noId] }],
  [3, ours('BadRequest'), UNKNOWN, { when: 'an event has no type', streamName: 'bad', events: [noType] }],
  [14, 'google.protobuf.Empty', UNKNOWN, { when: 'the database is away', streamName: 'lost', ...isBereft }],
];

describe.each(refusals)('in a batch: %i %s (%s)', (code, detail, type, { when, ...asked }) => {
  const { of = () => nodes.sound, streamName, events = [anEvent()], expecting = 'any', deadline } = asked;

  it(`is the answer when ${when}`, async () => {
    const { details, ...answer } = await refusal(of(), asked);
    expect(answer).toMatchObject({ code, message: expect.stringMatching(/./) as unknown });
    expect(details.getTypeName()).toBe(detail);
  });

  it(`is what the client throws when ${when}`, async () => {
    const appending = of().client.appendToStream(streamName, events.map(eventOf), {
      expectedRevision: expecting,
      ...(deadline && { deadline: deadline.getTime() - Date.now() }),
    });
    expect(await answeredError(appending)).toMatchObject({ thrown: { type }, wire: null });
  });
});

it('says in a batch how much an append may hold, and which stream has ended', async () => {
  const refused = await refusal(nodes.sound, { streamName: 'large', events: [large] });
  const limit = shared.MaximumAppendSizeExceeded.deserializeBinary(refused.details.getValue_asU8());
  expect(limit.getMaxappendsize()).toBe(maxAppendBytes);
  const dead = await refusal(nodes.sound, { streamName: 'ended' });
  const ended = shared.StreamDeleted.deserializeBinary(dead.details.getValue_asU8());
  expect(streamNameOf(ended.getStreamIdentifier())).toBe('ended');
});

it('answers Unknown in a batch to what nobody has foreseen, which no call can provoke', () => {
  const answer = batchStatus(new TypeError('a bug'));
  expect([Number(answer.getCode()), answer.getDetails()?.getTypeName()]).toEqual([
    status.UNKNOWN,
    ours('Unknown'),
  ]);
});

it.each(['none', 'deleted'])('tells readers that there is no stream: %s', async (streamName) => {
  const answers = await readRaw(nodes.sound.raw, readStreamOptions(streamName));
  expect(answers).toHaveLength(1); // and the call ends well
  const notFound = answers[0]?.getStreamNotFound();
  expect(streamNameOf(notFound?.getStreamIdentifier())).toBe(streamName);
  const { thrown } = await answeredError(read(nodes.sound.client, streamName));
  expect(thrown).toMatchObject({ type: ErrorType.STREAM_NOT_FOUND, streamName });
});
