import { aFilledGroup, until } from './group-under-test.contract.js';
import { read, useNode, type NodeFactory } from './node-under-test.contract.js';

const parkedStream = (stream: string, group: string) => `$persistentsubscription-${stream}::${group}-parked`;

export function describePersistentAnswers(factory: NodeFactory): void {
  describe('what a consumer answers', () => {
    const client = useNode(factory);

    it('retry: the event comes again before new ones, as often as it may, and is parked then', async () => {
      const { stream, group, consume, info } = await aFilledGroup(client(), 3, { maxRetryCount: 2 });
      const consumer = consume('retry', 1);
      await until(async () => (await info()).stats.parkedMessageCount === 3n);
      expect(consumer.revisions).toEqual([0, 0, 0, 1, 1, 1, 2, 2, 2]);
      expect(consumer.retries).toEqual([0, 1, 2, 0, 1, 2, 0, 1, 2]);
      const parked = await read(client(), parkedStream(stream, group), { resolveLinkTos: true });
      expect(parked.map(({ event }) => [event?.streamId, event?.revision])).toEqual([
        [stream, 0n],
        [stream, 1n],
        [stream, 2n],
      ]);
      await consumer.leave();
    });

    it('park: the event is parked, as a link that says why', async () => {
      const { stream, group, consume, info } = await aFilledGroup(client(), 2);
      const consumer = consume('park');
      await until(async () => (await info()).stats.parkedMessageCount === 2n);
      const [parked] = await read(client(), parkedStream(stream, group));
      expect(parked?.event).toMatchObject({ type: '$>', isJson: false });
      expect(Buffer.from(parked?.event?.data as Uint8Array).toString()).toBe(`0@${stream}`);
      const metadata = parked?.event?.metadata as Record<string, unknown>;
      expect(metadata['reason']).toContain('of the test');
      expect(metadata['subscriptionEventNumber']).toBe(0);
      expect(typeof metadata['added']).toBe('string');
      await consumer.leave();
    });

    it.each(['skip', 'stop'] as const)('%s: the event is done with', async (action) => {
      const { consume, info } = await aFilledGroup(client(), 5, {
        checkPointLowerBound: 1,
        checkPointUpperBound: 1,
      });
      const consumer = consume(action);
      await until(async () => (await info()).stats.lastCheckpointedEventRevision === 4n);
      expect(consumer.revisions).toEqual([0, 1, 2, 3, 4]);
      expect((await info()).stats).toMatchObject({ parkedMessageCount: 0n, totalInFlightMessages: 0 });
      await consumer.leave();
    });

    it('nothing: after the time-out the event comes again, and is parked in the end', async () => {
      const { consume, info } = await aFilledGroup(client(), 1, { messageTimeout: 30, maxRetryCount: 2 });
      const consumer = consume(null);
      await until(async () => (await info()).stats.parkedMessageCount === 1n);
      expect(consumer.retries).toEqual([0, 1, 2]);
      await consumer.leave();
    });
  });

  describe('parked messages', () => {
    const client = useNode(factory);
    const parked = async (count: number) => {
      const group = await aFilledGroup(client(), count);
      const parking = group.consume('park');
      await until(async () => (await group.info()).stats.parkedMessageCount === BigInt(count));
      await parking.leave();
      await until(async () => (await group.info()).connections.length === 0);
      const replay = (stopAt?: number) =>
        client().replayParkedMessagesToStream(
          group.stream,
          group.group,
          stopAt === undefined ? {} : { stopAt },
        );
      return { ...group, replay };
    };

    it('come again when asked for, as if for the first time, and are parked no more', async () => {
      const { consume, info, replay, stream, group } = await parked(5);
      const consumer = consume();
      await replay();
      await until(() => consumer.seen.length === 5);
      expect(consumer.revisions).toEqual([0, 1, 2, 3, 4]);
      expect(consumer.retries).toEqual([0, 0, 0, 0, 0]);
      await until(async () => (await info()).stats.parkedMessageCount === 0n);
      await until(async () => (await read(client(), parkedStream(stream, group))).length === 0);
      await consumer.leave();
    });

    it('come again up to a limit', async () => {
      const { consume, info, replay } = await parked(5);
      const consumer = consume();
      await replay(2);
      await until(async () => (await info()).stats.parkedMessageCount === 3n && consumer.seen.length === 2);
      expect(consumer.revisions).toEqual([0, 1]);
      await replay();
      await until(() => consumer.seen.length === 5);
      expect(consumer.revisions).toEqual([0, 1, 2, 3, 4]);
      await consumer.leave();
    });

    it('can be parked once more', async () => {
      const { consume, info, replay, stream, group } = await parked(2);
      const consumer = consume('park');
      await replay();
      const links = async () => (await read(client(), parkedStream(stream, group))).map(({ event }) => event);
      await until(async () => (await links())[0]?.revision === 2n);
      expect((await info()).stats.parkedMessageCount).toBe(2n);
      expect((await links()).map((link) => Buffer.from(link?.data as Uint8Array).toString())).toEqual([
        `0@${stream}`,
        `1@${stream}`,
      ]);
      await consumer.leave();
    });

    it('may be none', async () => {
      const { stream, group } = await aFilledGroup(client(), 0);
      await client().replayParkedMessagesToStream(stream, group);
    });
  });
}
