import { describeEventStoreContract } from '#libs/event-store/contract';
import { createTestDatabase } from '#libs/platform/testing';
import { openEmbeddedEventStore } from './open-embedded-event-store.js';

describeEventStoreContract('the embedded event store, in process', async () => {
  const database = await createTestDatabase();
  const { store, close } = await openEmbeddedEventStore({ databaseUrl: database.url });
  return {
    store,
    close: async () => {
      await close();
      await database.drop();
    },
  };
});
