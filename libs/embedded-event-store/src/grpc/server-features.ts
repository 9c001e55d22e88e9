import type { handleUnaryCall } from '@grpc/grpc-js';
import { features, type SupportedMethods } from './protocol.js';

/** The release of EventStoreDB whose behaviour this is. */
export const serverVersion = '23.10.6';

const persistentMethods = [
  'Create',
  'Update',
  'Delete',
  'Read',
  'GetInfo',
  'ReplayParked',
  'List',
  'RestartSubsystem',
];

/** Exactly what is answered: clients choose their way by this list. */
const supported: readonly [service: string, method: string, features: string[]][] = [
  ['event_store.client.streams.Streams', 'Read', ['position', 'events']],
  ['event_store.client.streams.Streams', 'Append', []],
  ['event_store.client.streams.Streams', 'BatchAppend', ['deadline_duration']],
  ['event_store.client.streams.Streams', 'Delete', []],
  ['event_store.client.streams.Streams', 'Tombstone', []],
  ['event_store.client.projections.Projections', 'Create', ['track_emitted_streams']],
  ['event_store.client.projections.Projections', 'Update', []],
  ['event_store.client.projections.Projections', 'Delete', []],
  ['event_store.client.projections.Projections', 'Statistics', []],
  ['event_store.client.projections.Projections', 'Disable', []],
  ['event_store.client.projections.Projections', 'Enable', []],
  ['event_store.client.projections.Projections', 'Reset', []],
  ['event_store.client.projections.Projections', 'State', []],
  ['event_store.client.projections.Projections', 'Result', []],
  ['event_store.client.projections.Projections', 'RestartSubsystem', []],
  ...persistentMethods.map((method): [string, string, string[]] => [
    'event_store.client.persistent_subscriptions.PersistentSubscriptions',
    method,
    ['stream', 'all'],
  ]),
  ['event_store.client.gossip.Gossip', 'Read', []],
  ['event_store.client.server_features.ServerFeatures', 'GetSupportedMethods', []],
];

export const supportedMethodsHandler: handleUnaryCall<unknown, SupportedMethods> = (_call, callback) => {
  const methods = supported.map(([service, method, list]) =>
    new features.SupportedMethod()
      .setServiceName(service.toLowerCase())
      .setMethodName(method.toLowerCase())
      .setFeaturesList(list),
  );
  callback(
    null,
    new features.SupportedMethods().setEventStoreServerVersion(serverVersion).setMethodsList(methods),
  );
};
