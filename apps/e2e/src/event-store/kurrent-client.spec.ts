import { describeEventStoreNodeContract } from '#libs/event-store/contract';
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
