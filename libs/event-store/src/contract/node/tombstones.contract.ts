import type { ExpectedRevision } from '@eventstore/db-client';
import { aStream, events, read, revisions, useNode, type NodeFactory } from './node-under-test.contract.js';

const dead = { type: 'stream-deleted' };
const wrong = { type: 'wrong-expected-version' };
const lastRevisionEver = 9_223_372_036_854_775_807n;

export function describeTombstones(factory: NodeFactory): void {
  describe('a tombstone', () => {
    const client = useNode(factory);
    const filled = async () => {
      const stream = aStream();
      await client().appendToStream(stream, events(3));
      return stream;
    };

    it.each<[string, ExpectedRevision]>([
      ['its revision', 2n],
      ['anything', 'any'],
    ])('ends a stream, expecting %s', async (_title, expectedRevision) => {
      const stream = await filled();
      await client().tombstoneStream(stream, { expectedRevision });
      await expect(read(client(), stream)).rejects.toMatchObject({ ...dead, streamName: stream });
    });

    it.each<ExpectedRevision>(['any', 'no_stream'])(
      'ends a stream that never was, expecting %s',
      async (expectedRevision) => {
        const stream = aStream();
        await client().tombstoneStream(stream, { expectedRevision });
        await expect(read(client(), stream)).rejects.toMatchObject(dead);
        await expect(client().appendToStream(stream, events(1))).rejects.toMatchObject(dead);
      },
    );

    it.each<ExpectedRevision>([0n, 7n])(
      'is refused on a stream that never was, expecting %s',
      async (expectedRevision) => {
        const ending = client().tombstoneStream(aStream(), { expectedRevision });
        await expect(ending).rejects.toMatchObject({ ...wrong, actualVersion: -1n });
      },
    );

    it.each<[ExpectedRevision]>([[1n], [7n], ['no_stream']])(
      'is refused on a stream that is elsewhere, expecting %s',
      async (expectedRevision) => {
        const stream = await filled();
        const ending = client().tombstoneStream(stream, { expectedRevision });
        await expect(ending).rejects.toMatchObject({ ...wrong, streamName: stream, actualVersion: 2n });
        expect(await revisions(client(), stream)).toEqual([0, 1, 2]);
      },
    );

    it.each<ExpectedRevision>(['any', 'no_stream', 2n])(
      'ends a deleted stream, expecting %s',
      async (expectedRevision) => {
        const stream = await filled();
        await client().deleteStream(stream);
        await client().tombstoneStream(stream, { expectedRevision });
        await expect(read(client(), stream)).rejects.toMatchObject(dead);
      },
    );

    it.each<ExpectedRevision>(['any', 'no_stream', 2n, lastRevisionEver])(
      'lets nothing be done any more, expecting %s',
      async (expectedRevision) => {
        const stream = await filled();
        await client().tombstoneStream(stream);
        const options = { expectedRevision };
        await expect(client().appendToStream(stream, events(1), options)).rejects.toMatchObject(dead);
        await expect(client().deleteStream(stream, options)).rejects.toMatchObject(dead);
        await expect(client().tombstoneStream(stream, options)).rejects.toMatchObject(dead);
      },
    );

    it('answers one by one as it does in a batch', async () => {
      const stream = await filled();
      await client().tombstoneStream(stream);
      const credentials = { username: 'a', password: 'b' };
      const appending = client().appendToStream(stream, events(1), { credentials });
      await expect(appending).rejects.toMatchObject({ ...dead, streamName: stream });
    });

    it('ends the metadata, too', async () => {
      const stream = await filled();
      await client().setStreamMetadata(stream, { maxCount: 1 });
      await client().tombstoneStream(stream);
      await expect(client().setStreamMetadata(stream, { maxCount: 2 })).rejects.toMatchObject(dead);
      await expect(read(client(), `$$${stream}`)).rejects.toMatchObject(dead);
    });

    it('is an event of the log, at the last revision there can be', async () => {
      const stream = await filled();
      const { position } = await client().tombstoneStream(stream);
      const all = client().readAll({ direction: 'backwards', fromPosition: 'end', maxCount: 20 });
      for await (const { event } of all) {
        if (event?.streamId !== stream) continue;
        expect(event).toMatchObject({ type: '$streamDeleted', revision: lastRevisionEver, position });
        return;
      }
      throw new Error('The tombstone is not in the log.');
    });
  });
}
