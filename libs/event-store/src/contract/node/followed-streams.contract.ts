import type { StreamSubscription } from '@eventstore/db-client';
import { aStream, events, read, useNode, type NodeFactory } from './node-under-test.contract.js';

interface Following {
  readonly subscription: StreamSubscription;
  readonly seen: string[];
  caughtUp: number;
  readonly failed: Promise<unknown>;
}

export function describeFollowedStreams(factory: NodeFactory): void {
  describe('following a stream', () => {
    const client = useNode(factory);

    const follow = (stream: string): Following => {
      const subscription = client().subscribeToStream(stream);
      const seen: string[] = [];
      const failed = new Promise((resolve) => subscription.once('error', resolve));
      const following = { subscription, seen, caughtUp: 0, failed };
      subscription.on('caughtUp', () => (following.caughtUp += 1));
      subscription.on('data', ({ event }) =>
        seen.push(event?.type === 'Happened' ? `${event.revision}` : `${event?.type}`),
      );
      return following;
    };
    const until = async (condition: () => boolean) => {
      while (!condition()) await new Promise((resolve) => setImmediate(resolve));
    };

    it('begins with the first event that may be seen', async () => {
      const stream = aStream();
      await client().appendToStream(stream, events(10));
      await client().setStreamMetadata(stream, { maxCount: 2 });
      const { seen, subscription, ...following } = follow(stream);
      await until(() => seen.length === 2);
      await client().appendToStream(stream, events(1));
      await until(() => seen.length === 3);
      expect(seen).toEqual(['8', '9', '10']);
      expect(following.caughtUp).toBeLessThanOrEqual(1);
      await subscription.unsubscribe();
    });

    it('waits for a deleted stream to come back', async () => {
      const stream = aStream();
      await client().appendToStream(stream, events(2));
      await client().deleteStream(stream);
      const following = follow(stream);
      await until(() => following.caughtUp === 1);
      await client().appendToStream(stream, events(1));
      await until(() => following.seen.length === 1);
      expect(following.seen).toEqual(['2']);
      await following.subscription.unsubscribe();
    });

    it('shows the tombstone, then fails', async () => {
      const stream = aStream();
      await client().appendToStream(stream, events(1));
      const following = follow(stream);
      await until(() => following.caughtUp === 1);
      await client().tombstoneStream(stream);
      expect(await following.failed).toMatchObject({ type: 'stream-deleted', streamName: stream });
      expect(following.seen).toEqual(['0', '$streamDeleted']);
    });

    it('fails at once when the stream has ended already', async () => {
      const stream = aStream();
      await client().tombstoneStream(stream);
      await expect(read(client(), stream)).rejects.toMatchObject({ type: 'stream-deleted' });
      const following = follow(stream);
      expect(await following.failed).toMatchObject({ type: 'stream-deleted', streamName: stream });
      expect(following.seen).toEqual([]);
    });
  });
}
