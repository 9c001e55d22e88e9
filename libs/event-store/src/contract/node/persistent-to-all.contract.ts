import {
  binaryEvent,
  eventTypeFilter,
  persistentSubscriptionToAllSettingsFromDefaults,
  streamNameFilter,
  type Filter,
  type PersistentSubscriptionToAllSettings,
} from '@eventstore/db-client';
import { aGroup, aFilledGroup, TestConsumer, until } from './group-under-test.contract.js';
import { anEvent, aStream, events, useNode, type NodeFactory } from './node-under-test.contract.js';

export function describePersistentToAll(factory: NodeFactory): void {
  describe('a persistent subscription to the whole log', () => {
    const client = useNode(factory);
    const groupOnAll = async (
      changes: Partial<PersistentSubscriptionToAllSettings> = {},
      filter?: Filter,
    ) => {
      const group = aGroup();
      const asked = persistentSubscriptionToAllSettingsFromDefaults({ startFrom: 'start', ...changes });
      await client().createPersistentSubscriptionToAll(group, asked, filter ? { filter } : {});
      const consume = () =>
        new TestConsumer(client().subscribeToPersistentSubscriptionToAll(group, { bufferSize: 50 }));
      const info = () => client().getPersistentSubscriptionToAllInfo(group);
      return { group, consume, info };
    };
    const streamsOf = ({ seen }: TestConsumer) => seen.map(({ event }) => event?.streamId);

    it('begins at the end with its own configuration, then gives out everything', async () => {
      const { consume, info, group } = await groupOnAll({ startFrom: 'end' });
      const stream = aStream();
      await client().appendToStream(stream, events(3));
      const consumer = consume();
      await until(() => streamsOf(consumer).filter((each) => each === stream).length === 3);
      expect(consumer.subscription.id).toBe(`$all::${group}`);
      expect(streamsOf(consumer)[0]).toMatch(/\$persistentSubscriptionConfig$/); // or what is said of it
      expect((await info()).settings.startFrom).toBe('end');
      await consumer.leave();
    });

    it('begins at a position, inclusive', async () => {
      const stream = aStream();
      await client().appendToStream(stream, events(1));
      const { position } = await client().appendToStream(stream, events(1));
      const startFrom = position ?? { commit: 0n, prepare: 0n };
      const { consume, info } = await groupOnAll({ startFrom });
      const consumer = consume();
      await until(() => consumer.seen.length > 0);
      expect(consumer.seen[0]?.event).toMatchObject({ streamId: stream, revision: 1n });
      expect((await info()).settings.startFrom).toEqual(startFrom);
      await consumer.leave();
    });

    it('cannot begin beyond the end', async () => {
      const startFrom = { commit: 1_000_000_000n, prepare: 1_000_000_000n };
      await expect(groupOnAll({ startFrom })).rejects.toMatchObject({
        type: 'persistent-subscription-failed',
        streamName: '$all',
      });
    });

    it.each<[string, (name: string, type: string) => Filter]>([
      ['stream name, by prefix', (name) => streamNameFilter({ prefixes: [name] })],
      ['stream name, by pattern', (name) => streamNameFilter({ regex: `^${name}$` })],
      ['event type, by prefix', (_name, type) => eventTypeFilter({ prefixes: [type] })],
      ['event type, by pattern', (_name, type) => eventTypeFilter({ regex: `^${type}$` })],
    ])('gives out what its filter lets through: %s', async (_title, filterOn) => {
      const stream = aStream();
      const type = `Type-${stream}`;
      const { consume } = await groupOnAll({}, filterOn(stream, type));
      await client().appendToStream(aStream(), events(3));
      await client().appendToStream(stream, [anEvent(type), anEvent(type)]);
      await client().appendToStream(aStream(), events(3));
      await client().appendToStream(stream, [anEvent(type)]);
      const consumer = consume();
      await until(() => consumer.seen.length === 3);
      expect(consumer.revisions).toEqual([0, 1, 2]);
      await consumer.leave();
    });

    it('says in positions how it gets on, also past what the filter keeps out', async () => {
      const filter = streamNameFilter({
        prefixes: ['nothing-like-it'],
        maxSearchWindow: 1,
        checkpointInterval: 5,
      });
      const often = { checkPointLowerBound: 1, checkPointUpperBound: 1 };
      const { info, group } = await groupOnAll({ startFrom: 'end', ...often }, filter);
      const { position } = await client().appendToStream(aStream(), events(20));
      const reached = async () => (await info()).stats.lastCheckpointedEventPosition?.commit ?? 0n;
      await until(async () => (await reached()) >= (position?.commit ?? 0n) - 5n);
      const listed = await client().listPersistentSubscriptionsToAll();
      expect(listed.map(({ groupName }) => groupName)).toContain(group);
    });

    it('is changed and deleted as others are', async () => {
      const { group, info, consume } = await groupOnAll({}, streamNameFilter({ prefixes: ['kept'] }));
      const changes = persistentSubscriptionToAllSettingsFromDefaults({
        startFrom: 'start',
        maxRetryCount: 1,
      });
      await client().updatePersistentSubscriptionToAll(group, changes);
      expect((await info()).settings.maxRetryCount).toBe(1);
      const stream = `kept-${aStream()}`;
      await client().appendToStream(stream, events(2));
      const consumer = consume();
      await until(() => consumer.seen.length === 2);
      expect(streamsOf(consumer)).toEqual([stream, stream]);
      await client().deletePersistentSubscriptionToAll(group);
      expect(await consumer.failed).toMatchObject({
        type: 'persistent-subscription-dropped',
        streamName: '$all',
      });
      await expect(info()).rejects.toMatchObject({ type: 'persistent-subscription-does-not-exist' });
    });

    it('parks and replays', async () => {
      const stream = aStream();
      const { group, info, consume } = await groupOnAll({}, streamNameFilter({ prefixes: [stream] }));
      await client().appendToStream(stream, events(2));
      const subscription = client().subscribeToPersistentSubscriptionToAll(group);
      const parking = new TestConsumer(subscription, 'park');
      await until(async () => (await info()).stats.parkedMessageCount === 2n);
      await parking.leave();
      await until(async () => (await info()).connections.length === 0);
      const consumer = consume();
      await client().replayParkedMessagesToAll(group);
      await until(() => consumer.seen.length === 2);
      expect(consumer.revisions).toEqual([0, 1]);
      await consumer.leave();
    });
  });

  describe('links in a persistent subscription', () => {
    const client = useNode(factory);
    const linkTo = (target: string) => binaryEvent({ type: '$>', data: Buffer.from(target) });

    it('are resolved for groups that ask, with the position of the link, and are acknowledged by the link', async () => {
      const target = aStream();
      await client().appendToStream(target, events(2));
      const often = { checkPointLowerBound: 1, checkPointUpperBound: 1 };
      const { stream, consume, info } = await aFilledGroup(client(), 0, { resolveLinkTos: true, ...often });
      await client().appendToStream(stream, [linkTo(`1@${target}`), linkTo(`7@${target}`)]);
      const consumer = consume();
      await until(async () => (await info()).stats.lastCheckpointedEventRevision === 1n);
      const [position, other] = consumer.seen.map(({ link }) => link?.position);
      expect(consumer.seen).toMatchObject([
        {
          event: { streamId: target, revision: 1n, position },
          link: { streamId: stream, revision: 0n, position },
        },
        { link: { streamId: stream, revision: 1n, position: other } },
      ]);
      expect(consumer.seen[1]).not.toHaveProperty('event');
      await consumer.leave();
    });

    it('stay as they are for others', async () => {
      const { stream, consume } = await aFilledGroup(client(), 0);
      await client().appendToStream(stream, [linkTo(`0@${aStream()}`)]);
      const consumer = consume();
      await until(() => consumer.seen.length === 1);
      expect(consumer.seen[0]?.event).toMatchObject({ streamId: stream, type: '$>' });
      await consumer.leave();
    });
  });
}
