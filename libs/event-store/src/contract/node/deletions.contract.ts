import type { AppendExpectedRevision, ExpectedRevision } from '@eventstore/db-client';
import {
  aStream,
  events,
  inLog,
  read,
  revisions,
  useNode,
  type NodeFactory,
} from './node-under-test.contract.js';

const wrong = { type: 'wrong-expected-version' };
const notFound = { type: 'stream-not-found' };

export function describeDeletions(factory: NodeFactory): void {
  describe('deleting a stream', () => {
    const client = useNode(factory);
    const filled = async (count = 3) => {
      const stream = aStream();
      await client().appendToStream(stream, events(count));
      return stream;
    };

    it.each<[string, ExpectedRevision]>([
      ['its revision', 2n],
      ['anything', 'any'],
    ])('hides its events, expecting %s', async (_title, expectedRevision) => {
      const stream = await filled();
      const { position } = await client().deleteStream(stream, { expectedRevision });
      await expect(read(client(), stream)).rejects.toMatchObject(notFound);
      const back = read(client(), stream, { direction: 'backwards', fromRevision: 'end' });
      await expect(back).rejects.toMatchObject(notFound);
      expect(await inLog(client(), [stream])).toHaveLength(3);
      const [record] = await read(client(), `$$${stream}`);
      expect(record?.event).toMatchObject({ type: '$metadata', position });
    });

    it.each<[string, ExpectedRevision, object]>([
      ['an older revision', 1n, { expectedVersion: 1n, actualVersion: 2n }],
      ['a revision to come', 5n, { expectedVersion: 5n, actualVersion: 2n }],
      ['no stream', 'no_stream', { expectedVersion: -1n, actualVersion: 2n }],
    ])('is refused, expecting %s', async (_title, expectedRevision, found) => {
      const stream = await filled();
      const deleting = client().deleteStream(stream, { expectedRevision });
      await expect(deleting).rejects.toMatchObject({ ...wrong, streamName: stream, ...found });
      expect(await revisions(client(), stream)).toEqual([0, 1, 2]);
    });

    it.each<ExpectedRevision>(['any', 'no_stream', 3n])(
      'is refused when there is none, expecting %s',
      async (expectedRevision) => {
        const deleting = client().deleteStream(aStream(), { expectedRevision });
        await expect(deleting).rejects.toMatchObject({ ...wrong, actualVersion: -1n });
      },
    );

    it('is possible when there is only metadata, for whoever expects no stream', async () => {
      const stream = aStream();
      await client().setStreamMetadata(stream, { custom: 1 });
      await client().deleteStream(stream, { expectedRevision: 'no_stream' });
      expect((await client().getStreamMetadata(stream)).metadata).not.toHaveProperty('custom');
    });

    it('can be repeated', async () => {
      const stream = await filled();
      await client().deleteStream(stream);
      await client().deleteStream(stream);
      await expect(read(client(), stream)).rejects.toMatchObject(notFound);
    });

    it('takes its metadata away', async () => {
      const stream = await filled();
      await client().setStreamMetadata(stream, { custom: 'gone', acl: { readRoles: ['ops'] } });
      await client().deleteStream(stream);
      const { metadata } = await client().getStreamMetadata(stream);
      expect(Object.keys(metadata ?? {})).toEqual(['truncateBefore']);
    });

    it('never concerns a metastream', async () => {
      const stream = await filled();
      await client().setStreamMetadata(stream, { custom: 1 });
      const denied = { type: 'access-denied' };
      await expect(client().deleteStream(`$$${stream}`)).rejects.toMatchObject(denied);
      await expect(client().tombstoneStream(`$$${stream}`)).rejects.toMatchObject(denied);
      await expect(client().deleteStream('$all')).rejects.toMatchObject(denied);
      await expect(client().tombstoneStream('$all')).rejects.toMatchObject(denied);
    });
  });

  describe('a stream that comes back', () => {
    const client = useNode(factory);
    const deleted = async (count = 3) => {
      const stream = aStream();
      await client().appendToStream(stream, events(count));
      await client().deleteStream(stream);
      return stream;
    };

    it.each<[string, AppendExpectedRevision]>([
      ['anything', 'any'],
      ['no stream', 'no_stream'],
      ['the revision it had', 2n],
    ])('goes on with the next revision, expecting %s', async (_title, expectedRevision) => {
      const stream = await deleted();
      const { nextExpectedRevision } = await client().appendToStream(stream, events(2), { expectedRevision });
      expect(nextExpectedRevision).toBe(4n);
      expect(await revisions(client(), stream)).toEqual([3, 4]);
      expect(await revisions(client(), stream, { direction: 'backwards', fromRevision: 'end' })).toEqual([
        4, 3,
      ]);
      expect((await client().getStreamMetadata(stream)).metadata).toEqual({ truncateBefore: 3 });
    });

    it('does not come back for whoever expects that it exists, or another revision', async () => {
      const stream = await deleted();
      const existing = client().appendToStream(stream, events(1), { expectedRevision: 'stream_exists' });
      await expect(existing).rejects.toMatchObject({ type: 'stream-deleted' });
      for (const expectedRevision of [0n, 3n]) {
        const exact = client().appendToStream(stream, events(1), { expectedRevision });
        await expect(exact).rejects.toMatchObject({ ...wrong, actualVersion: 2n });
      }
      await expect(read(client(), stream)).rejects.toMatchObject(notFound);
    });

    it('does not come back by a repetition of what it held', async () => {
      const stream = aStream();
      const written = events(2);
      const first = await client().appendToStream(stream, written, { expectedRevision: 'no_stream' });
      await client().deleteStream(stream);
      const again = await client().appendToStream(stream, written, { expectedRevision: 'no_stream' });
      expect(again.position).toEqual(first.position);
      await expect(read(client(), stream)).rejects.toMatchObject(notFound);
    });

    it('comes back empty when metadata is written, which stays', async () => {
      const stream = await deleted();
      await client().setStreamMetadata(stream, { custom: 'kept', maxCount: 1 });
      expect(await revisions(client(), stream)).toEqual([]);
      const { metadata } = await client().getStreamMetadata(stream);
      expect(metadata).toEqual({ custom: 'kept', maxCount: 1, truncateBefore: 3 });
      await client().appendToStream(stream, events(2));
      expect(await revisions(client(), stream)).toEqual([4]);
    });

    it('can go and come many times', async () => {
      const stream = await deleted(1);
      for (let round = 1; round < 6; round += 1) {
        await client().appendToStream(stream, events(1), { expectedRevision: 'no_stream' });
        expect(await revisions(client(), stream)).toEqual([round]);
        await client().deleteStream(stream);
      }
      expect(await inLog(client(), [stream])).toHaveLength(6);
    });
  });
}
