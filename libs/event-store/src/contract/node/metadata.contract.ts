import { jsonEvent } from '@eventstore/db-client';
import {
  aStream,
  events,
  inLog,
  read,
  revisions,
  useNode,
  type NodeFactory,
} from './node-under-test.contract.js';

/** What JavaScript's numbers cannot hold is written as text. */
const metadataText = (text: string) =>
  jsonEvent({ type: '$metadata', data: JSON.parse(text) as Record<string, number> });

export function describeMetadata(factory: NodeFactory): void {
  describe('stream metadata', () => {
    const client = useNode(factory);

    it('is kept with everything in it', async () => {
      const stream = aStream();
      const metadata = { maxCount: 3, maxAge: 60, truncateBefore: 1, cacheControl: 9 };
      const acl = { readRoles: ['$all'], writeRoles: ['ops'] };
      await client().setStreamMetadata(stream, { ...metadata, acl, custom: { nested: [1, 'two'] } });
      const found = await client().getStreamMetadata(stream);
      expect(found.metadata).toMatchObject({ maxCount: 3, maxAge: 60, cacheControl: 9, acl });
      expect(found.metadata).toMatchObject({ custom: { nested: [1, 'two'] } });
    });

    it('may be written before the stream, which then exists for whoever expects it to', async () => {
      const stream = aStream();
      await client().setStreamMetadata(stream, { custom: 1 });
      await expect(read(client(), stream)).rejects.toMatchObject({ type: 'stream-not-found' });
      const { nextExpectedRevision } = await client().appendToStream(stream, events(1), {
        expectedRevision: 'stream_exists',
      });
      expect(nextExpectedRevision).toBe(0n);
    });

    it('of a stream without any is empty', async () => {
      expect((await client().getStreamMetadata(aStream())).metadata).toBeUndefined();
    });

    it('shows only its latest event, though all are in the log', async () => {
      const stream = aStream();
      for (const maxCount of [5, 6, 7]) await client().setStreamMetadata(stream, { maxCount });
      expect(await revisions(client(), `$$${stream}`)).toEqual([2]);
      expect(await inLog(client(), [`$$${stream}`])).toHaveLength(3);
    });

    it('is guarded by the revision of the metastream', async () => {
      const stream = aStream();
      await client().setStreamMetadata(stream, { custom: 1 }, { expectedRevision: 'no_stream' });
      const second = client().setStreamMetadata(stream, { custom: 2 }, { expectedRevision: 'no_stream' });
      await expect(second).rejects.toMatchObject({ type: 'wrong-expected-version' });
    });
  });

  describe('truncation', () => {
    const client = useNode(factory);

    it.each([
      ['the latest by count', { maxCount: 3 }, [7, 8, 9]],
      ['all when the count is larger', { maxCount: 30 }, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]],
      ['what comes from a revision on', { truncateBefore: 8 }, [8, 9]],
      ['the fewer, when both are given', { maxCount: 5, truncateBefore: 8 }, [8, 9]],
      ['the fewer, the other way round', { maxCount: 2, truncateBefore: 1 }, [8, 9]],
      ['nothing, truncated past the end', { truncateBefore: 50 }, []],
      ['young events, all of them', { maxAge: 3_600 }, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]],
    ])('shows %s', async (_title, metadata, shown) => {
      const stream = aStream();
      await client().appendToStream(stream, events(10));
      await client().setStreamMetadata(stream, metadata);
      expect(await revisions(client(), stream)).toEqual(shown);
      expect(await revisions(client(), stream, { direction: 'backwards', fromRevision: 'end' })).toEqual(
        shown.toReversed(),
      );
    });

    it('hides events when they grow old', async () => {
      const stream = aStream();
      await client().appendToStream(stream, events(2));
      await client().setStreamMetadata(stream, { maxAge: 1 });
      while ((await revisions(client(), stream)).length > 0);
      await client().appendToStream(stream, events(1));
      expect(await revisions(client(), stream, { direction: 'backwards', fromRevision: 'end' })).toEqual([2]);
    });

    it('jumps to the first event shown, from any revision before it', async () => {
      const stream = aStream();
      await client().appendToStream(stream, events(10));
      await client().setStreamMetadata(stream, { truncateBefore: 6 });
      expect(await revisions(client(), stream, { fromRevision: 2n, maxCount: 2 })).toEqual([6, 7]);
      const back = { direction: 'backwards', fromRevision: 7n, maxCount: 5 } as const;
      expect(await revisions(client(), stream, back)).toEqual([7, 6]);
      expect(await revisions(client(), stream, { ...back, fromRevision: 3n })).toEqual([]);
    });

    it('follows the stream as it grows, and ends when the metadata does', async () => {
      const stream = aStream();
      await client().setStreamMetadata(stream, { maxCount: 2 });
      await client().appendToStream(stream, events(3));
      expect(await revisions(client(), stream)).toEqual([1, 2]);
      await client().appendToStream(stream, events(1));
      expect(await revisions(client(), stream)).toEqual([2, 3]);
      await client().setStreamMetadata(stream, {});
      expect(await revisions(client(), stream)).toEqual([0, 1, 2, 3]);
    });

    it.each(['{"$maxCount":0}', '{"$maxCount":-1}', '{"$maxAge":0}', '{"$tb":-1}'])(
      'ignores %s',
      async (text) => {
        const stream = aStream();
        await client().appendToStream(stream, events(3));
        await client().appendToStream(`$$${stream}`, metadataText(text));
        expect(await revisions(client(), stream)).toEqual([0, 1, 2]);
      },
    );

    it('hides nothing from the log, and numbers events on', async () => {
      const stream = aStream();
      await client().appendToStream(stream, events(3));
      await client().setStreamMetadata(stream, { truncateBefore: 3 });
      expect(await inLog(client(), [stream])).toHaveLength(3);
      const { nextExpectedRevision } = await client().appendToStream(stream, events(1), {
        expectedRevision: 2n,
      });
      expect(nextExpectedRevision).toBe(3n);
    });

    it('still recognises a repetition of hidden events', async () => {
      const stream = aStream();
      const written = events(2);
      const first = await client().appendToStream(stream, written, { expectedRevision: 'no_stream' });
      await client().setStreamMetadata(stream, { truncateBefore: 2 });
      const again = await client().appendToStream(stream, written, { expectedRevision: 'no_stream' });
      expect(again.position).toEqual(first.position);
    });
  });
}
