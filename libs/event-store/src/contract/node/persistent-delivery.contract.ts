import { aFilledGroup, aGroup, settings, until } from './group-under-test.contract.js';
import { aStream, events, useNode, type NodeFactory } from './node-under-test.contract.js';

const upTo = (count: number) => Array.from({ length: count }, (_, index) => index);

export function describePersistentDelivery(factory: NodeFactory): void {
  describe('a persistent subscription', () => {
    const client = useNode(factory);

    it('confirms, then gives out history and what comes, in order', async () => {
      const { stream, group, consume } = await aFilledGroup(client(), 25);
      const consumer = consume();
      await consumer.confirmed;
      expect(consumer.subscription.id).toBe(`${stream}::${group}`);
      await until(() => consumer.seen.length === 25);
      await client().appendToStream(stream, events(5));
      await until(() => consumer.seen.length === 30);
      expect(consumer.revisions).toEqual(upTo(30));
      expect(new Set(consumer.retries)).toEqual(new Set([0]));
      await consumer.leave();
    });

    it.each([
      ['the end', 'end' as const, [3]],
      ['a revision, inclusive', 1n, [1, 2, 3]],
    ])('begins at %s', async (_title, startFrom, expected) => {
      const { stream, consume } = await aFilledGroup(client(), 3, { startFrom });
      await client().appendToStream(stream, events(1));
      const consumer = consume();
      await until(() => consumer.seen.length === expected.length);
      expect(consumer.revisions).toEqual(expected);
      await consumer.leave();
    });

    it('collects for consumers that are still to come, from the end of a stream that is still to come', async () => {
      const { stream, consume } = await aFilledGroup(client(), 0, { startFrom: 'end' });
      await client().appendToStream(stream, events(2));
      const consumer = consume();
      await until(() => consumer.seen.length === 2);
      expect(consumer.revisions).toEqual([0, 1]);
      await consumer.leave();
    });

    it('gives a consumer no more than it has room for', async () => {
      const { consume, info } = await aFilledGroup(client(), 20);
      const consumer = consume(null, 4);
      await until(() => consumer.seen.length === 4);
      await until(async () => (await info()).stats.totalInFlightMessages === 4);
      expect((await info()).connections[0]).toMatchObject({ availableSlots: 0, inFlightMessages: 4 });
      const [first] = consumer.seen;
      if (first) await consumer.subscription.ack(first);
      await until(() => consumer.seen.length === 5);
      expect(consumer.revisions).toEqual([0, 1, 2, 3, 4]);
      await consumer.leave();
    });

    it('goes through more events than it can hold', async () => {
      const { consume } = await aFilledGroup(client(), 3_000, { historyBufferSize: 50, liveBufferSize: 30 });
      const consumer = consume();
      await until(() => consumer.seen.length === 3_000);
      expect(consumer.revisions).toEqual(upTo(3_000));
      await consumer.leave();
    });

    it('gives what a consumer that leaves has not finished to another, before anything new', async () => {
      const { consume } = await aFilledGroup(client(), 10);
      const leaving = consume(null, 3);
      await until(() => leaving.seen.length === 3);
      await leaving.leave();
      const other = consume();
      await until(() => other.seen.length === 10);
      expect(other.revisions).toEqual(upTo(10));
      expect(other.retries).toEqual([1, 1, 1, 0, 0, 0, 0, 0, 0, 0]);
      await other.leave();
    });

    it('gives an event to one of its consumers, to several groups each', async () => {
      const one = await aFilledGroup(client(), 0);
      const other = aGroup();
      await client().createPersistentSubscriptionToStream(one.stream, other, settings());
      const consumers = [one.consume(), one.consume()];
      const alone = client().subscribeToPersistentSubscriptionToStream(one.stream, other);
      let count = 0;
      alone.on('data', (resolved) => {
        count += 1;
        void alone.ack(resolved);
      });
      await Promise.all(consumers.map(({ confirmed }) => confirmed));
      await client().appendToStream(one.stream, events(50));
      await until(() => consumers.reduce((sum, { seen }) => sum + seen.length, 0) === 50 && count === 50);
      const all = consumers.flatMap(({ revisions }) => revisions).sort((a, b) => a - b);
      expect(all).toEqual(upTo(50));
      await Promise.all([...consumers.map((each) => each.leave()), alone.unsubscribe()]);
    });

    it('says what is asked for does not exist', async () => {
      const [stream, group] = [aStream(), aGroup()];
      const missing = {
        type: 'persistent-subscription-does-not-exist',
        streamName: stream,
        groupName: group,
      };
      await expect(client().getPersistentSubscriptionToStreamInfo(stream, group)).rejects.toMatchObject(
        missing,
      );
      const subscription = client().subscribeToPersistentSubscriptionToStream(stream, group);
      const error = await new Promise<Error>((resolve) => subscription.once('error', resolve));
      expect(error).toMatchObject(missing);
      expect(error.message).toContain(`Subscription group ${group} on stream ${stream} does not exist.`);
    });
  });
}
