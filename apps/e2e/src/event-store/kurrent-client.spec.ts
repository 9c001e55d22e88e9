import {
  describeEventStoreContract,
  describeEventStoreNodeContract,
  storeOver,
} from '#libs/event-store/contract';
import { connectKurrentClient } from './kurrent-client.js';
import { startNode } from './running-node.js';

describeEventStoreNodeContract('the event store by itself, as the client of KurrentDB sees it', async () => {
  const node = await startNode();
  const client = await connectKurrentClient(node.url);
  const close = async () => {
    await client.dispose();
    await node.close();
  };
  return { client, close };
});

/** That client tells when an event was created in whole seconds. */
const exactness = { createdStepMs: 1_000 };

const name = 'the event store by itself, as the port sees it through that client';
describeEventStoreContract(
  name,
  async () => {
    const node = await startNode();
    const store = storeOver(await connectKurrentClient(node.url));
    const close = async () => {
      await store.close();
      await node.close();
    };
    return { store, close };
  },
  exactness,
);
