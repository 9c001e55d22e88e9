import { EventStoreDBClient } from '@eventstore/db-client';
import { describeEventStoreNodeContract } from '#libs/event-store/contract';
import { serveTestLog } from '../testing/serve-test-log.js';

describeEventStoreNodeContract('the embedded event store, as its clients see it', async () => {
  const { client, dispose } = await serveTestLog();
  return { client, close: dispose };
});

const otherServer = process.env['EVENT_STORE_URL'];
if (otherServer) {
  describeEventStoreNodeContract('the event store at EVENT_STORE_URL', async () => {
    const client = EventStoreDBClient.connectionString(otherServer);
    return await Promise.resolve({ client, close: () => client.dispose() });
  });
}
