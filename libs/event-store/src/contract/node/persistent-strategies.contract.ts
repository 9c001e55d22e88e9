import { binaryEvent } from '@eventstore/db-client';
import { aFilledGroup, until, type TestConsumer } from './group-under-test.contract.js';
import { aStream, events, useNode, type NodeFactory } from './node-under-test.contract.js';

const counts = (consumers: readonly TestConsumer[]) => consumers.map(({ seen }) => seen.length);
const sum = (consumers: readonly TestConsumer[]) => counts(consumers).reduce((one, other) => one + other, 0);

const linksTo = (sources: readonly string[], revision: number) =>
  sources.map((source) => binaryEvent({ type: '$>', data: Buffer.from(`${revision}@${source}`) }));

/** What each consumer has seen of a stream, those left out that have seen nothing. */
const seenOf = (consumers: readonly TestConsumer[], source: string) =>
  consumers
    .map(({ seen }) => seen.filter(({ event }) => event?.streamId === source))
    .map((seen) => seen.map(({ event }) => event?.revision))
    .filter(({ length }) => length > 0);

export function describePersistentStrategies(factory: NodeFactory): void {
  describe('consumers of one group', () => {
    const client = useNode(factory);

    it('take turns: RoundRobin', async () => {
      const { stream, consume } = await aFilledGroup(client(), 0, { consumerStrategyName: 'RoundRobin' });
      const consumers = [consume(null), consume(null)];
      await Promise.all(consumers.map(({ confirmed }) => confirmed));
      await client().appendToStream(stream, events(10));
      await until(() => sum(consumers) === 10);
      expect(counts(consumers)).toEqual([5, 5]);
      await Promise.all(consumers.map((consumer) => consumer.leave()));
    });

    it('are filled one after the other: DispatchToSingle', async () => {
      const { stream, consume } = await aFilledGroup(client(), 0, {
        consumerStrategyName: 'DispatchToSingle',
      });
      const first = consume(null, 6);
      await first.confirmed;
      const second = consume(null, 6);
      await second.confirmed;
      await client().appendToStream(stream, events(10));
      await until(() => sum([first, second]) === 10);
      expect(first.revisions).toEqual([0, 1, 2, 3, 4, 5]);
      expect(second.revisions).toEqual([6, 7, 8, 9]);
      await Promise.all([first.leave(), second.leave()]);
    });

    it('keep to their streams, each in order: Pinned', async () => {
      const sources = Array.from({ length: 8 }, aStream);
      for (const source of sources) await client().appendToStream(source, events(5));
      const changes = { consumerStrategyName: 'Pinned', resolveLinkTos: true } as const;
      const { stream, consume } = await aFilledGroup(client(), 0, changes);
      const consumers = [consume(), consume(), consume()];
      await Promise.all(consumers.map(({ confirmed }) => confirmed));
      for (const revision of [0, 1, 2, 3, 4]) {
        await client().appendToStream(stream, linksTo(sources, revision));
      }
      await until(() => sum(consumers) === 40);
      for (const source of sources) expect(seenOf(consumers, source)).toEqual([[0n, 1n, 2n, 3n, 4n]]);
      await Promise.all(consumers.map((consumer) => consumer.leave()));
    });

    it('give of their streams to one who comes, and take over those of one who goes: Pinned', async () => {
      const sources = Array.from({ length: 12 }, aStream);
      for (const source of sources) await client().appendToStream(source, events(3));
      const changes = { consumerStrategyName: 'Pinned', resolveLinkTos: true } as const;
      const { stream, consume } = await aFilledGroup(client(), 0, changes);
      const consumers = [consume(), consume()];
      const append = async (revision: number) => {
        await client().appendToStream(stream, linksTo(sources, revision));
        await until(() => sum(consumers) === 12 * (revision + 1));
      };
      await Promise.all(consumers.map(({ confirmed }) => confirmed));
      await append(0);
      const newcomer = consume();
      await newcomer.confirmed;
      consumers.push(newcomer);
      await append(1);
      expect(newcomer.seen.length).toBeGreaterThan(0);
      expect(newcomer.seen.length).toBeLessThanOrEqual(4);
      await consumers[0]?.leave();
      await append(2);
      for (const source of sources) expect(seenOf(consumers, source).flat().sort()).toEqual([0n, 1n, 2n]);
      await Promise.all(consumers.slice(1).map((consumer) => consumer.leave()));
    });

    it('do not wait for one of them that does nothing', async () => {
      const { stream, consume } = await aFilledGroup(client(), 0);
      const stuck = consume(null, 2);
      const busy = consume();
      await Promise.all([stuck.confirmed, busy.confirmed]);
      await client().appendToStream(stream, events(50));
      await until(() => busy.seen.length === 48);
      expect(stuck.seen).toHaveLength(2);
      await Promise.all([stuck.leave(), busy.leave()]);
    });
  });
}
