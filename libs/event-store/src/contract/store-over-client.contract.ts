import type { EventStoreDBClient } from '@eventstore/db-client';
import { EventStoreDB } from '../eventstoredb/event-store-db.js';
import type { EventStore } from '../event-store.js';

/** The port on a given client, which may be another than the official one as long as it has its face. */
export function storeOver(client: EventStoreDBClient): EventStore {
  const appendCredentials = { username: 'anonymous', password: 'anonymous' };
  return new EventStoreDB({ client, appendCredentials });
}
