// Section 2a of the protocol: every error that clients know, as it comes over the wire, with all its trailers and no
// other, and as the official client throws it. Each is provoked on a node. What comes in answers: `errors-in-answers`.

import { status } from '@grpc/grpc-js';
import { ErrorType } from '@eventstore/db-client';
import { randomUUID } from 'node:crypto';
import { connectToEventStore } from '#libs/event-store';
import { answeredError } from '../testing/answered-error.js';
import { anEvent } from '../testing/open-test-log.js';
import { appendRaw, deleteRaw } from '../testing/raw-writes.js';
import { opsLogin } from '../testing/serve-secured-log.js';
import { readRaw, readStreamOptions, serveTestLog } from '../testing/serve-test-log.js';
import {
  append,
  confirmed,
  consume,
  createGroup,
  failing,
  maxAppendBytes,
  read,
  startTroubledNodes,
  type TroubledNodes,
} from '../testing/troubled-nodes.js';

let nodes: TroubledNodes;
beforeAll(async () => (nodes = await startTroubledNodes()));
afterAll(() => nodes.dispose());
const client = () => nodes.sound.client;
const raw = () => nodes.sound.raw;

interface Answer {
  readonly type: ErrorType;
  readonly code: status;
  readonly trailers?: Readonly<Record<string, string>>;
  /** What the client makes of the trailers. */
  readonly fields?: object;
  readonly details?: string;
}

const accessDenied: Answer = {
  type: ErrorType.ACCESS_DENIED,
  code: status.PERMISSION_DENIED,
  trailers: { exception: 'access-denied' },
};
const wrongLogin: Answer = { type: ErrorType.ACCESS_DENIED, code: status.UNAUTHENTICATED };
const wrongVersion = (streamName: string, expected: bigint, actual: bigint): Answer => ({
  type: ErrorType.WRONG_EXPECTED_VERSION,
  code: status.FAILED_PRECONDITION,
  trailers: {
    exception: 'wrong-expected-version',
    'stream-name': streamName,
    'expected-version': expected.toString(),
    'actual-version': actual.toString(),
  },
  fields: { streamName, expectedVersion: expected, actualVersion: actual },
});
const streamDeleted: Answer = {
  type: ErrorType.STREAM_DELETED,
  code: status.FAILED_PRECONDITION,
  trailers: { exception: 'stream-deleted', 'stream-name': 'ended' },
  fields: { streamName: 'ended' },
};
const tooLarge: Answer = {
  type: ErrorType.MAXIMUM_APPEND_SIZE_EXCEEDED,
  code: status.INVALID_ARGUMENT,
  trailers: { exception: 'maximum-append-size-exceeded', 'maximum-append-size': String(maxAppendBytes) },
  fields: { maxAppendSize: maxAppendBytes },
};
const metadataMissing: Answer = {
  type: ErrorType.MISSING_REQUIRED_METADATA_PROPERTY,
  code: status.INVALID_ARGUMENT,
  trailers: {
    exception: 'missing-required-metadata-property',
    'required-metadata-properties': 'type,content-type',
  },
  fields: { requiredMetadataProperties: ['type', 'content-type'] },
};
const ofGroup = (type: ErrorType, code: status, groupName: string, streamName = 'filled') => ({
  type,
  code,
  trailers: { exception: type, 'stream-name': streamName, 'group-name': groupName },
  fields: { streamName, groupName },
});
const noGroup = (groupName: string, streamName = 'filled'): Answer => ({
  ...ofGroup(
    ErrorType.PERSISTENT_SUBSCRIPTION_DOES_NOT_EXIST,
    status.NOT_FOUND,
    ...([groupName, streamName] as const),
  ),
  details: `Subscription group ${groupName} on stream ${streamName} does not exist.`,
});
const groupExists = ofGroup(ErrorType.PERSISTENT_SUBSCRIPTION_EXISTS, status.ALREADY_EXISTS, 'one');
const groupFull = ofGroup(ErrorType.MAXIMUM_SUBSCRIBERS_REACHED, status.FAILED_PRECONDITION, 'full');
const groupDropped = ofGroup(ErrorType.PERSISTENT_SUBSCRIPTION_DROPPED, status.CANCELLED, 'brief');
const groupFailed = ofGroup(ErrorType.PERSISTENT_SUBSCRIPTION_FAILED, status.INTERNAL, 'greedy');
const reason = 'the read batch size must be smaller than the history buffer size.';
const greedy: Answer = {
  ...groupFailed,
  trailers: { ...groupFailed.trailers, reason },
  fields: { ...groupFailed.fields, reason },
};
const timeout: Answer = { type: ErrorType.TIMEOUT, code: status.ABORTED };
const deadline: Answer = { type: ErrorType.DEADLINE_EXCEEDED, code: status.DEADLINE_EXCEEDED };
const unavailable: Answer = { type: ErrorType.UNAVAILABLE, code: status.UNAVAILABLE };
const cancelled: Answer = { type: ErrorType.CANCELLED, code: status.CANCELLED };
const unknown = (code: status): Answer => ({ type: ErrorType.UNKNOWN, code });

/** Errors that the client knows, and nobody gets. */
const neverAnswered: readonly (readonly [ErrorType, string])[] = [
  [ErrorType.NOT_LEADER, 'one node is its own leader'],
  [ErrorType.INVALID_TRANSACTION, 'only the old TCP protocol has transactions'],
  [
    ErrorType.NOT_FOUND,
    'what is not there has errors of its own: an unknown projection is UNKNOWN until 24.6',
  ],
  [ErrorType.NO_STREAM, 'no release answers it any more'],
  [ErrorType.SCAVENGE_NOT_FOUND, 'nothing is ever scavenged'],
  [ErrorType.USER_NOT_FOUND, 'users are not managed by calls'],
  [ErrorType.USER_CONFLICT, 'users are not managed by calls'],
  [ErrorType.UNSUPPORTED, 'it is thrown by the client, before it asks'],
  [ErrorType.INVALID_ARGUMENT, 'it is thrown by the client, before it asks'],
];
const inAnswers = [ErrorType.STREAM_NOT_FOUND];

const lacking = (metadata: Record<string, string>) =>
  appendRaw(raw(), { streamName: 'lacking', events: [{ id: randomUUID(), metadata }] });

const rows: readonly (readonly [Answer, string, () => Promise<unknown>])[] = [
  [accessDenied, 'appending to $all', () => append(client(), '$all')],
  [accessDenied, 'deleting $all', () => client().deleteStream('$all')],
  [accessDenied, 'ending a metastream', () => client().tombstoneStream('$$filled')],
  [
    accessDenied,
    'reading what only administrators may',
    () => read(nodes.secured.clientOf(opsLogin), '$user-ops'),
  ],
  [accessDenied, 'not saying who one is', () => read(nodes.secured.clientOf(''), 'filled')],
  [wrongLogin, 'giving a wrong password', () => read(nodes.secured.clientOf('admin:no'), 'filled')],
  [
    wrongVersion('filled', 7n, 1n),
    'deleting a stream that is elsewhere',
    () => client().deleteStream('filled', { expectedRevision: 7n }),
  ],
  [
    wrongVersion('filled', -1n, 1n),
    'ending a stream that was not to exist',
    () => client().tombstoneStream('filled', { expectedRevision: 'no_stream' }),
  ],
  [wrongVersion('no', -2n, -1n), 'deleting what never was', () => client().deleteStream('no')],
  [wrongVersion('no', -4n, -1n), 'deleting what had to exist', () => deleteRaw(raw(), 'no', 'stream_exists')],
  [streamDeleted, 'appending to a stream that has ended', () => append(client(), 'ended')],
  [streamDeleted, 'reading it', () => read(client(), 'ended')],
  [streamDeleted, 'following it', () => failing(client().subscribeToStream('ended'))],
  [streamDeleted, 'deleting it', () => client().deleteStream('ended')],
  [streamDeleted, 'ending it again', () => client().tombstoneStream('ended')],
  [tooLarge, 'appending too much', () => append(client(), 'large', { text: 'x'.repeat(maxAppendBytes) })],
  [metadataMissing, 'giving no type', () => lacking({ 'content-type': 'application/json' })],
  [metadataMissing, 'giving no content type', () => lacking({ type: 'Happened' })],
  [metadataMissing, 'giving neither', () => lacking({})],
  [
    noGroup('no'),
    'asking for a group that is not there',
    () => client().getPersistentSubscriptionToStreamInfo('filled', 'no'),
  ],
  [noGroup('no'), 'consuming it', () => failing(consume(client(), 'no'))],
  [noGroup('', 'no'), 'listing none', () => client().listPersistentSubscriptionsToStream('no')],
  [groupExists, 'creating a group twice', () => createGroup(client(), 'one')],
  [groupFull, 'finding all seats taken', () => failing(consume(client(), 'full'))],
  [
    groupDropped,
    'consuming a group while it is deleted',
    async () => {
      await createGroup(client(), 'brief');
      const subscription = consume(client(), 'brief');
      const failure = failing(subscription);
      await confirmed(subscription);
      await client().deletePersistentSubscriptionToStream('filled', 'brief');
      await failure;
    },
  ],
  [
    greedy,
    'creating a group that cannot be',
    () => createGroup(client(), 'greedy', { readBatchSize: 10, historyBufferSize: 10 }),
  ],
  [timeout, 'appending while the database hangs', () => append(nodes.hanging.client, 'slow')],
  [timeout, 'deleting while the database hangs', () => nodes.hanging.client.deleteStream('slow')],
  [deadline, 'not waiting so long', () => append(nodes.hanging.client, 'slow', { deadline: 50 })],
  [unavailable, 'appending while the database is away', () => append(nodes.bereft.client, 'lost')],
  [unavailable, 'reading while the database is away', () => read(nodes.bereft.client, 'lost')],
  [
    cancelled,
    'following a node that is stopped',
    async () => {
      const closing = await serveTestLog();
      const subscription = closing.client.subscribeToAll();
      const failure = failing(subscription);
      await new Promise((resolve) => subscription.once('caughtUp', resolve));
      await closing.stopServing();
      await failure.finally(() => closing.dispose());
    },
  ],
  [unknown(status.UNKNOWN), 'enabling a projection that is not there', () => client().enableProjection('no')],
  [
    unknown(status.UNKNOWN),
    'reading no events',
    () => readRaw(raw(), readStreamOptions('filled').setCount('0')),
  ],
  [unknown(status.INVALID_ARGUMENT), 'deleting a stream without a name', () => deleteRaw(raw(), '', 'any')],
  [
    unknown(status.UNIMPLEMENTED),
    'creating a projection',
    () => client().createProjection('mine', 'fromAll()'),
  ],
];

it.each(rows.map(([answer, when, ask]) => ({ ...answer, when, ask })))(
  '$type ($code) $when',
  async ({ type, code, trailers = {}, fields = {}, details, ask }) => {
    const { wire, thrown } = await answeredError(ask());
    expect(wire).toMatchObject({ code, ...(details !== undefined && { details }) });
    expect(wire?.trailers).toEqual(trailers);
    expect(thrown).toMatchObject({ type, ...fields });
  },
);

it('leaves the outcome open to the port when it is not confirmed in time', async () => {
  const store = connectToEventStore(nodes.hanging.url);
  const appending = store.append('slow', [anEvent()], { expectedRevision: 'any' });
  await expect(appending).rejects.toMatchObject({
    name: 'EventStoreUnavailable',
    cause: { type: ErrorType.TIMEOUT },
  });
  await store.close();
});

it('leaves out no error that the client knows', () => {
  const said = [...rows.map(([{ type }]) => type), ...neverAnswered.map(([type]) => type), ...inAnswers];
  expect(new Set(said)).toEqual(new Set(Object.values(ErrorType)));
});
