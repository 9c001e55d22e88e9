import { Client, credentials, status, type ServiceError } from '@grpc/grpc-js';
import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client';
import featuresService from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js';
import { serveTestLog, type ServedLog } from '../testing/serve-test-log.js';
import { shared, type SupportedMethods } from './protocol.js';

let served: ServedLog;
beforeAll(async () => (served = await serveTestLog()));
afterAll(() => served.dispose());

const address = () => served.url.slice('esdb://'.length).split('?')[0] ?? '';

it.each([
  '/event_store.client.operations.Operations/StartScavenge',
  '/event_store.client.users.Users/Create',
  '/something.Else/Entirely',
])('answers UNIMPLEMENTED to %s', async (path) => {
  const client = new Client(address(), credentials.createInsecure());
  const same = (value: Buffer) => value;
  const error = await new Promise<ServiceError | null>((resolve) =>
    client.makeUnaryRequest(path, same, same, Buffer.alloc(0), (failure) => resolve(failure)),
  );
  expect(error?.code).toBe(status.UNIMPLEMENTED);
  client.close();
});

it('advertises exactly what it serves', async () => {
  const client = new featuresService.ServerFeaturesClient(address(), credentials.createInsecure());
  const supported = await new Promise<SupportedMethods>((resolve, reject) =>
    client.getSupportedMethods(new shared.Empty(), (error, methods) =>
      error ? reject(error) : resolve(methods),
    ),
  );
  const methods = supported
    .getMethodsList()
    .map((method) => `${method.getServiceName()}/${method.getMethodName()}`);
  expect(methods.sort()).toEqual([
    'event_store.client.gossip.gossip/read',
    ...['create', 'delete', 'getinfo', 'list', 'read', 'replayparked', 'restartsubsystem', 'update'].map(
      (method) => `event_store.client.persistent_subscriptions.persistentsubscriptions/${method}`,
    ),
    'event_store.client.projections.projections/create',
    'event_store.client.projections.projections/delete',
    'event_store.client.projections.projections/disable',
    'event_store.client.projections.projections/enable',
    'event_store.client.projections.projections/reset',
    'event_store.client.projections.projections/restartsubsystem',
    'event_store.client.projections.projections/result',
    'event_store.client.projections.projections/state',
    'event_store.client.projections.projections/statistics',
    'event_store.client.projections.projections/update',
    'event_store.client.server_features.serverfeatures/getsupportedmethods',
    'event_store.client.streams.streams/append',
    'event_store.client.streams.streams/batchappend',
    'event_store.client.streams.streams/delete',
    'event_store.client.streams.streams/read',
    'event_store.client.streams.streams/tombstone',
  ]);
  expect(supported.getEventStoreServerVersion()).toMatch(/^23\.10\./);
  client.close();
});

it('is found by clients that discover their cluster', async () => {
  const client = EventStoreDBClient.connectionString(served.url.replace('esdb:', 'esdb+discover:'));
  const { success } = await client.appendToStream('discovered', jsonEvent({ type: 'Found', data: {} }));
  expect(success).toBe(true);
  await client.dispose();
});

it('keeps stream metadata, which clients read and append like events', async () => {
  await served.client.setStreamMetadata('described', { maxCount: 10, custom: 'kept' });
  const { metadata } = await served.client.getStreamMetadata('described');
  expect(metadata).toMatchObject({ maxCount: 10, custom: 'kept' });
});
