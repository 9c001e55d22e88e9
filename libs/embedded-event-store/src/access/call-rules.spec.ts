import { mayCall, ruleOf } from './call-rules.js';
import { anonymous, type Caller } from './caller.js';

const somebody: Caller = { name: 'somebody', groups: [] };
const ops: Caller = { name: 'ops', groups: ['$ops'] };
const admin: Caller = { name: 'admin', groups: ['$admins'] };

it.each([
  ['server_features.ServerFeatures/GetSupportedMethods', [anonymous, somebody, ops, admin]],
  ['gossip.Gossip/Read', [anonymous, somebody, ops, admin]],
  ['streams.Streams/BatchAppend', [somebody, ops, admin]],
  ['persistent_subscriptions.PersistentSubscriptions/Read', [somebody, ops, admin]],
  ['persistent_subscriptions.PersistentSubscriptions/List', [somebody, ops, admin]],
  ['persistent_subscriptions.PersistentSubscriptions/Create', [ops, admin]],
  ['persistent_subscriptions.PersistentSubscriptions/ReplayParked', [ops, admin]],
  ['projections.Projections/Statistics', [somebody, ops, admin]],
  ['projections.Projections/Disable', [ops, admin]],
  ['of.nobody.Knows/What', [ops, admin]],
])('%s is for those who may', (call, expected) => {
  const rule = ruleOf(`/event_store.client.${call}`);
  expect([anonymous, somebody, ops, admin].filter((caller) => mayCall(caller, rule))).toEqual(expected);
});
