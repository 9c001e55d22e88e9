import {
  AccessDeniedError,
  binaryEvent,
  jsonEvent,
  persistentSubscriptionToStreamSettingsFromDefaults,
  START,
  StreamDeletedError,
  type AppendResult,
  type EventStoreDBClient,
  type ResolvedEvent,
} from '@eventstore/db-client';
import { status, type ServiceError } from '@grpc/grpc-js';
import { shared, streams, type AppendResp } from '../grpc/protocol.js';
import { identifierOf } from '../grpc/stream-names.js';
import { collect } from '../testing/open-test-log.js';
import {
  adminLogin,
  authorized,
  opsLogin,
  serveSecuredLog,
  type SecuredLog,
} from '../testing/serve-secured-log.js';
import { proposed } from '../testing/serve-test-log.js';

let node: SecuredLog;
let admin: EventStoreDBClient;
let ops: EventStoreDBClient;

beforeAll(async () => {
  node = await serveSecuredLog();
  admin = node.clientOf(adminLogin);
  ops = node.clientOf(opsLogin);
});
afterAll(() => node.dispose());

const anEvent = () => jsonEvent({ type: 'Happened', data: {} });
const linkTo = (stream: string) => binaryEvent({ type: '$>', data: Buffer.from(`0@${stream}`) });
const forAdmins = { readRoles: ['$admins'], writeRoles: ['$admins'], deleteRoles: ['$admins'] };
const read = (client: EventStoreDBClient, stream: string) =>
  collect(client.readStream(stream, { resolveLinkTos: true }));

it.each<[what: string, attempt: (stream: string) => Promise<unknown>]>([
  ['read it', (stream) => read(ops, stream)],
  ['append to it, in a batch', (stream) => ops.appendToStream(stream, anEvent())],
  [
    'append to it, alone',
    (stream) =>
      ops.appendToStream(stream, anEvent(), { credentials: { username: 'ops', password: 'of ops' } }),
  ],
  ['delete it', (stream) => ops.deleteStream(stream)],
  ['tombstone it', (stream) => ops.tombstoneStream(stream)],
])('keeps to the access list of a stream: who is not in it may not %s', async (what, attempt) => {
  const stream = `closed, ${what}`;
  await admin.setStreamMetadata(stream, { acl: forAdmins });
  await admin.appendToStream(stream, anEvent());
  await expect(attempt(stream)).rejects.toBeInstanceOf(AccessDeniedError);
  expect(await read(admin, stream)).toHaveLength(1);
});

it('asks who may read and write metadata, which include the list itself', async () => {
  const acl = { ...forAdmins, metaReadRoles: ['$admins'], metaWriteRoles: ['$admins'] };
  await admin.setStreamMetadata('metadata closed', { acl });
  await expect(ops.getStreamMetadata('metadata closed')).rejects.toBeInstanceOf(AccessDeniedError);
  await expect(ops.setStreamMetadata('metadata closed', {})).rejects.toBeInstanceOf(AccessDeniedError);
  await expect(admin.getStreamMetadata('metadata closed')).resolves.toMatchObject({ metadata: { acl } });
  await ops.setStreamMetadata('metadata open', { acl: forAdmins });
  await expect(read(ops, 'metadata open')).rejects.toBeInstanceOf(AccessDeniedError);
});

it('has defaults in $settings, for streams without a list', async () => {
  const settings = { $userStreamAcl: { $r: '$admins' }, $systemStreamAcl: { $r: ['ops', '$admins'] } };
  await admin.appendToStream('$settings', { ...anEvent(), type: 'update-default-acl', data: settings });
  try {
    await admin.appendToStream('by default', anEvent());
    await expect(read(ops, 'by default')).rejects.toBeInstanceOf(AccessDeniedError);
    expect(await read(ops, '$settings')).toHaveLength(1);
    await admin.setStreamMetadata('by default', { acl: { readRoles: ['$all'] } });
    expect(await read(ops, 'by default')).toHaveLength(1);
  } finally {
    await admin.appendToStream('$settings', anEvent());
  }
});

it('tells of a tombstone as of one, and keeps the list of a deleted stream no longer', async () => {
  await admin.appendToStream('gone', anEvent());
  await admin.tombstoneStream('gone');
  await expect(read(ops, 'gone')).rejects.toBeInstanceOf(StreamDeletedError);
  await admin.setStreamMetadata('deleted', { acl: forAdmins });
  await admin.appendToStream('deleted', anEvent());
  await admin.deleteStream('deleted');
  await expect(ops.appendToStream('deleted', anEvent())).resolves.toMatchObject<Partial<AppendResult>>({
    nextExpectedRevision: 1n,
  });
});

describe('a link', () => {
  beforeAll(async () => {
    await admin.setStreamMetadata('target closed', { acl: forAdmins });
    await admin.appendToStream('target closed', anEvent());
    await admin.appendToStream('target open', anEvent());
    await admin.appendToStream('links', [
      linkTo('target closed'),
      linkTo('$user-admin'),
      linkTo('target open'),
    ]);
  });

  const targets = (events: readonly ResolvedEvent[]) => events.map(({ event }) => event?.streamId ?? null);

  it('leads only to what the reader may read', async () => {
    expect(targets(await read(ops, 'links'))).toEqual([null, null, 'target open']);
    expect(targets(await read(admin, 'links'))).toEqual(['target closed', '$user-admin', 'target open']);
  });

  it('leads subscribers no further', async () => {
    const subscription = ops.subscribeToStream('links', { fromRevision: START, resolveLinkTos: true });
    const events: ResolvedEvent[] = [];
    for await (const event of subscription) if (events.push(event) === 3) break;
    expect(targets(events)).toEqual([null, null, 'target open']);
  });
});

it('holds in a group of consumers: for the stream, and for what its links lead to', async () => {
  await admin.setStreamMetadata('task closed', { acl: forAdmins });
  await admin.appendToStream('task closed', anEvent());
  await admin.appendToStream('tasks', linkTo('task closed'));
  const settings = persistentSubscriptionToStreamSettingsFromDefaults({
    startFrom: START,
    resolveLinkTos: true,
  });
  await ops.createPersistentSubscriptionToStream('tasks', 'workers', settings);
  await ops.createPersistentSubscriptionToStream('task closed', 'workers', settings);
  for await (const task of ops.subscribeToPersistentSubscriptionToStream('tasks', 'workers')) {
    expect(task).toMatchObject({ link: { streamId: 'tasks' } });
    expect(task.event).toBeUndefined();
    break;
  }
  const closed = async () => {
    for await (const _task of ops.subscribeToPersistentSubscriptionToStream('task closed', 'workers'));
  };
  await expect(closed()).rejects.toBeInstanceOf(AccessDeniedError);
  await expect(
    node.clientOf('').createPersistentSubscriptionToStream('tasks', 'others', settings),
  ).rejects.toBeInstanceOf(AccessDeniedError);
});

it('is not talked over by options that come after others', async () => {
  const options = (stream: string) =>
    new streams.AppendReq.Options().setStreamIdentifier(identifierOf(stream)).setAny(new shared.Empty());
  const event = proposed('11111111-1111-4111-8111-111111111111') as unknown as InstanceType<
    typeof streams.AppendReq.ProposedMessage
  >;
  const append = (...messages: InstanceType<typeof streams.AppendReq>[]) =>
    new Promise<AppendResp | ServiceError>((resolve) => {
      const call = node.raw.append(authorized(opsLogin), (error, response) =>
        resolve(error ?? (response as AppendResp)),
      );
      for (const message of messages) call.write(message);
      call.end();
    });
  const withOptions = (stream: string) => new streams.AppendReq().setOptions(options(stream));
  const before = await read(admin, '$user-admin');
  await append(
    withOptions('harmless'),
    withOptions('$user-admin'),
    new streams.AppendReq().setProposedMessage(event),
  );
  const late = await append(new streams.AppendReq().setProposedMessage(event), withOptions('$user-admin'));
  expect(late).toMatchObject({ code: status.INVALID_ARGUMENT });
  expect(await read(admin, '$user-admin')).toEqual(before);
  expect(await read(admin, 'harmless')).toHaveLength(1);
});
