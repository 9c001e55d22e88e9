import { aFilledGroup, aGroup, settings, until } from './group-under-test.contract.js';
import { aStream, events, inLog, read, useNode, type NodeFactory } from './node-under-test.contract.js';

const upTo = (count: number) => Array.from({ length: count }, (_, index) => index);
const often = { checkPointLowerBound: 1, checkPointUpperBound: 1 };

export function describePersistentManagement(factory: NodeFactory): void {
  describe('managing persistent subscriptions', () => {
    const client = useNode(factory);
    const missing = (streamName: string, groupName: string) => ({
      type: 'persistent-subscription-does-not-exist',
      streamName,
      groupName,
    });

    it('creates a group once', async () => {
      const { stream, group } = await aFilledGroup(client(), 0);
      const again = client().createPersistentSubscriptionToStream(stream, group, settings());
      await expect(again).rejects.toMatchObject({
        type: 'persistent-subscription-exists',
        streamName: stream,
        groupName: group,
      });
    });

    it('refuses settings that make no sense', async () => {
      const [stream, group] = [aStream(), aGroup()];
      const greedy = settings({ readBatchSize: 10, historyBufferSize: 10 });
      const creating = client().createPersistentSubscriptionToStream(stream, group, greedy);
      await expect(creating).rejects.toMatchObject({
        type: 'persistent-subscription-failed',
        streamName: stream,
        groupName: group,
        reason: expect.stringContaining('read batch size'),
      });
      await expect(client().getPersistentSubscriptionToStreamInfo(stream, group)).rejects.toMatchObject(
        missing(stream, group),
      );
    });

    it('says everything about a group as it was asked for', async () => {
      const asked = settings({
        startFrom: 3n,
        resolveLinkTos: true,
        extraStatistics: true,
        messageTimeout: 12_345,
        maxRetryCount: 3,
        checkPointAfter: 4_321,
        checkPointLowerBound: 7,
        checkPointUpperBound: 70,
        maxSubscriberCount: 5,
        liveBufferSize: 123,
        readBatchSize: 11,
        historyBufferSize: 99,
        consumerStrategyName: 'Pinned',
      });
      const { info, stream, group } = await aFilledGroup(client(), 0, asked);
      expect(await info()).toMatchObject({
        eventSource: stream,
        groupName: group,
        settings: asked,
        connections: [],
      });
      expect((await info()).stats).toMatchObject({ parkedMessageCount: 0n, totalInFlightMessages: 0 });
      expect((await info()).stats.lastCheckpointedEventRevision).toBeUndefined();
    });

    it('says how a group gets on, and who is connected', async () => {
      const { info, consume } = await aFilledGroup(client(), 5, { extraStatistics: true, ...often });
      const consumer = consume('ack', 7);
      await until(async () => (await info()).stats.lastCheckpointedEventRevision === 4n);
      const { stats, connections } = await info();
      expect(stats).toMatchObject({ lastKnownEventRevision: 4n, totalItems: 5n, totalInFlightMessages: 0 });
      expect(connections).toHaveLength(1);
      const [connection] = connections;
      expect(connection).toMatchObject({ availableSlots: 7, inFlightMessages: 0, totalItems: 5n });
      expect(connection?.connectionName).not.toBe('');
      expect([...(connection?.extraStatistics?.keys() ?? [])]).toEqual(
        expect.arrayContaining(['mean', 'median', 'fastest', 'quintile 1', 'quintile 5', '99.9%', 'highest']),
      );
      await consumer.leave();
      await until(async () => (await info()).connections.length === 0);
    });

    it('lists the groups of a stream, and all of them', async () => {
      const one = await aFilledGroup(client(), 0);
      const other = aGroup();
      await client().createPersistentSubscriptionToStream(one.stream, other, settings());
      const elsewhere = await aFilledGroup(client(), 0);
      const ofStream = await client().listPersistentSubscriptionsToStream(one.stream);
      expect(ofStream.map(({ groupName }) => groupName).sort()).toEqual([one.group, other].sort());
      const all = (await client().listAllPersistentSubscriptions()).map(({ groupName }) => groupName);
      expect(all).toEqual(expect.arrayContaining([one.group, other, elsewhere.group]));
      const nowhere = aStream();
      const listing = client().listPersistentSubscriptionsToStream(nowhere);
      await expect(listing).rejects.toMatchObject(missing(nowhere, ''));
      await expect(listing).rejects.toThrow(`Subscription group  on stream ${nowhere} does not exist.`);
    });

    it('drops the subscribers of a group that is deleted, and forgets all about it', async () => {
      const { stream, group, consume, info } = await aFilledGroup(client(), 3, often);
      const consumer = consume();
      await until(async () => (await info()).stats.lastCheckpointedEventRevision === 2n);
      await client().deletePersistentSubscriptionToStream(stream, group);
      const dropped = { type: 'persistent-subscription-dropped', streamName: stream, groupName: group };
      expect(await consumer.failed).toMatchObject(dropped);
      await expect(info()).rejects.toMatchObject(missing(stream, group));
      const deleting = client().deletePersistentSubscriptionToStream(stream, group);
      await expect(deleting).rejects.toMatchObject(missing(stream, group));
      const checkpoints = read(client(), `$persistentsubscription-${stream}::${group}-checkpoint`);
      await expect(checkpoints).rejects.toMatchObject({ type: 'stream-not-found' });
      await client().createPersistentSubscriptionToStream(stream, group, settings());
      const again = consume();
      await until(() => again.seen.length === 3);
      expect(again.revisions).toEqual([0, 1, 2]);
      await again.leave();
    });

    it('drops the subscribers of a group that is changed, which goes on after its checkpoint', async () => {
      const { stream, group, consume, info } = await aFilledGroup(client(), 3, often);
      const consumer = consume();
      await until(async () => (await info()).stats.lastCheckpointedEventRevision === 2n);
      const changes = settings({ startFrom: 0n, maxRetryCount: 2, consumerStrategyName: 'DispatchToSingle' });
      await client().updatePersistentSubscriptionToStream(stream, group, changes);
      expect(await consumer.failed).toMatchObject({ type: 'persistent-subscription-dropped' });
      expect((await info()).settings).toMatchObject({
        maxRetryCount: 2,
        consumerStrategyName: 'DispatchToSingle',
      });
      await client().appendToStream(stream, events(1));
      const again = consume();
      await until(() => again.seen.length === 1);
      expect(again.revisions).toEqual([3]);
      await again.leave();
      const nobody = aGroup();
      const changing = client().updatePersistentSubscriptionToStream(stream, nobody, changes);
      await expect(changing).rejects.toMatchObject(missing(stream, nobody));
    });

    it('begins anew where a change says, while nothing was finished', async () => {
      const { stream, group, consume } = await aFilledGroup(client(), 4);
      await client().updatePersistentSubscriptionToStream(stream, group, settings({ startFrom: 2n }));
      const consumer = consume();
      await until(() => consumer.seen.length === 2);
      expect(consumer.revisions).toEqual([2, 3]);
      await consumer.leave();
    });

    it('lets in as many subscribers as it may', async () => {
      const { stream, group, consume, info } = await aFilledGroup(client(), 0, { maxSubscriberCount: 1 });
      const first = consume();
      await first.confirmed;
      const reached = { type: 'maximum-subscribers-reached', streamName: stream, groupName: group };
      expect(await consume().failed).toMatchObject(reached);
      await first.leave();
      await until(async () => (await info()).connections.length === 0);
      const next = consume();
      await next.confirmed;
      await next.leave();
    });

    it('restarts: subscribers are dropped, groups go on after what was finished', async () => {
      const { stream, consume, info } = await aFilledGroup(client(), 3);
      const consumer = consume();
      await until(async () => (await info()).connections[0]?.totalItems === 3n);
      await client().restartPersistentSubscriptionSubsystem();
      expect(await consumer.failed).toMatchObject({ type: 'persistent-subscription-dropped' });
      await client().appendToStream(stream, events(2));
      const again = consume();
      await until(() => again.seen.length === 2);
      expect(again.revisions).toEqual([3, 4]);
      await again.leave();
    });

    it('keeps its configuration and its checkpoints in the log', async () => {
      const { stream, group, consume } = await aFilledGroup(client(), 3, often);
      const consumer = consume();
      const checkpoints = `$persistentsubscription-${stream}::${group}-checkpoint`;
      const last = async () =>
        (await read(client(), checkpoints).catch(() => [])).at(-1)?.event?.data as unknown;
      await until(async () => (await last()) === '2');
      expect(consumer.revisions).toEqual(upTo(3));
      expect((await inLog(client(), ['$persistentSubscriptionConfig'])).length).toBeGreaterThan(0);
      const described = await client().getStreamMetadata(checkpoints);
      expect(described.metadata).toMatchObject({ maxCount: 2 });
      expect((await read(client(), checkpoints)).length).toBeLessThanOrEqual(2);
      await consumer.leave();
    });
  });
}
