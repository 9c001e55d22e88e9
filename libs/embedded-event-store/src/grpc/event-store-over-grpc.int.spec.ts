import { connectToEventStore } from '#libs/event-store';
import { describeEventStoreContract } from '#libs/event-store/contract';
import { createTestDatabase } from '#libs/platform/testing';
import { openEmbeddedEventStore } from '../in-process/open-embedded-event-store.js';
import { serveGrpc } from './serve-grpc.js';

describeEventStoreContract('the embedded event store, through the EventStoreDB client', async () => {
  const database = await createTestDatabase();
  const opened = await openEmbeddedEventStore({ databaseUrl: database.url });
  const server = await serveGrpc(opened, { host: '127.0.0.1', port: 0 });
  const store = connectToEventStore(`esdb://127.0.0.1:${server.port}?tls=false`);
  await store.warmUp();
  return {
    store,
    close: async () => {
      await store.close();
      await server.close();
      await opened.close();
      await database.drop();
    },
  };
});

/** Any other server must behave the same: a real EventStoreDB, given by its address. */
const otherServer = process.env['EVENT_STORE_URL'];
if (otherServer) {
  describeEventStoreContract('the event store at EVENT_STORE_URL', async () => {
    const store = connectToEventStore(otherServer);
    await store.warmUp();
    return { store, close: () => store.close() };
  });
}
