import { binaryEvent } from '@eventstore/db-client';
import { events, read, useNode, type NodeFactory } from './node-under-test.contract.js';
import { aCategory, metadataOf, targets, whenThere } from './projected-streams.contract.js';

const resolving = { resolveLinkTos: true };

export function describeCategoryLinks(factory: NodeFactory): void {
  describe('streams by category', () => {
    const client = useNode(factory);
    beforeAll(() => client().enableProjection('$by_category'));

    it('link to the events of their streams, in the order of the log', async () => {
      const category = aCategory();
      await client().appendToStream(`${category}-1`, events(2));
      await client().appendToStream(`${category}-2-of-2`, events(1));
      await client().appendToStream(`${category}-1`, events(1));
      const links = await whenThere(client(), `$ce-${category}`, 4);
      expect(targets(links)).toEqual([
        `0@${category}-1`,
        `1@${category}-1`,
        `0@${category}-2-of-2`,
        `2@${category}-1`,
      ]);
      const resolved = await read(client(), `$ce-${category}`, resolving);
      expect(resolved.map(({ event }) => event?.type)).toEqual(Array(4).fill('Happened'));
      const positions = resolved.map(({ event }) => event?.position?.commit ?? 0n);
      expect(positions).toEqual(positions.toSorted((one, other) => Number(one - other)));
    });

    it('say where each link comes from', async () => {
      const category = aCategory();
      const [cause] = events(1);
      const { position } = await client().appendToStream(`${category}-1`, cause ?? []);
      const [link] = await whenThere(client(), `$ce-${category}`, 1);
      expect(link?.event).toMatchObject({ type: '$>', isJson: false });
      expect(link && metadataOf(link)).toEqual({
        $v: expect.stringMatching(/^\d+:-?\d+:\d+:\d+$/) as unknown,
        $c: Number(position?.commit),
        $p: Number(position?.prepare),
        $o: `${category}-1`,
        $causedBy: cause?.id,
      });
      const { metadata } = await client().getStreamMetadata(`$ce-${category}`);
      expect(metadata).toEqual({ acl: { readRoles: '$all', metaReadRoles: '$all' } });
    });

    it('say when a stream was deleted, and when it ended', async () => {
      const category = aCategory();
      const [deleted, dead] = [`${category}-deleted`, `${category}-dead`];
      await client().appendToStream(deleted, events(1));
      await client().deleteStream(deleted);
      await client().appendToStream(dead, events(1));
      await client().tombstoneStream(dead);
      const links = await whenThere(client(), `$ce-${category}`, 4);
      expect(targets(links)).toEqual([
        `0@${deleted}`,
        `0@$$${deleted}`,
        `0@${dead}`,
        `9223372036854775807@${dead}`,
      ]);
      expect(links.map(metadataOf)).toMatchObject([
        { $o: deleted },
        { $o: deleted, $deleted: -1 },
        { $o: dead },
        { $o: dead, $deleted: -1 },
      ]);
    });

    it('link to what links of users lead to', async () => {
      const [category, lists] = [aCategory(), aCategory()];
      await client().appendToStream(`${category}-1`, events(3));
      const link = (target: string) => binaryEvent({ type: '$>', data: Buffer.from(target) });
      await client().appendToStream(`${lists}-1`, [
        link(`2@${category}-1`),
        link(`7@${category}-1`),
        link('nonsense'),
      ]);
      const links = await whenThere(client(), `$ce-${lists}`, 2);
      expect(targets(links)).toEqual([`2@${category}-1`, 'nonsense']);
    });

    it('leave out streams without a category, and those of the system', async () => {
      const category = aCategory();
      await client().appendToStream(`${category}`, events(1));
      await client().appendToStream(`-${category}-1`, events(1));
      await client().appendToStream(`$${category}-1`, events(1));
      await client().setStreamMetadata(`$${category}-1`, { maxCount: 1 });
      await client().appendToStream(`${category}-1`, events(1));
      expect(targets(await whenThere(client(), `$ce-${category}`, 1))).toEqual([`0@${category}-1`]);
      await expect(read(client(), `$ce-$${category}`)).rejects.toMatchObject({ type: 'stream-not-found' });
    });
  });
}
