// Who may make which call. A service that is not named here is for operators only, so that forgetting it opens nothing.

import type { Caller } from './caller.js';
import { isOperator } from './caller.js';

/** Open: without credentials, too. Known: with any login; what is done to which stream is asked beside it. */
export type CallRule = 'open' | 'known' | 'operators';

const services = '/event_store.client.';

const rules: Readonly<Record<string, CallRule>> = {
  // What clients ask before they have credentials to send.
  'server_features.ServerFeatures': 'open',
  'gossip.Gossip': 'open',
  'streams.Streams': 'known',
  'persistent_subscriptions.PersistentSubscriptions': 'operators',
  'persistent_subscriptions.PersistentSubscriptions/Read': 'known',
  'persistent_subscriptions.PersistentSubscriptions/GetInfo': 'known',
  'persistent_subscriptions.PersistentSubscriptions/List': 'known',
  'projections.Projections': 'operators',
  'projections.Projections/Statistics': 'known',
  'projections.Projections/State': 'known',
  'projections.Projections/Result': 'known',
};

/** By the path of the call, as in `/event_store.client.streams.Streams/Read`. */
export function ruleOf(path: string): CallRule {
  if (!path.startsWith(services)) return 'operators';
  const name = path.slice(services.length);
  const [service = ''] = name.split('/');
  return rules[name] ?? rules[service] ?? 'operators';
}

export function mayCall(caller: Caller, rule: CallRule): boolean {
  if (rule === 'open') return true;
  return caller.name !== null && (rule === 'known' || isOperator(caller));
}
