import { randomUUID } from 'node:crypto';
import { jsonEvent } from '@eventstore/db-client';
import { anEvent, events, read, useNode, type NodeFactory } from './node-under-test.contract.js';
import { aCategory, metadataOf, targetOf, targets, whenThere } from './projected-streams.contract.js';

const aType = () => `Type${randomUUID()}`;

export function describeIndexStreams(factory: NodeFactory): void {
  describe('streams by type, by name and by correlation', () => {
    const client = useNode(factory);
    beforeAll(async () => {
      for (const name of ['$by_event_type', '$streams', '$stream_by_category', '$by_correlation_id']) {
        await client().enableProjection(name);
      }
    });

    /** Of a stream that others share. */
    const ownOf = async (stream: string, category: string, count: number) => {
      for (;;) {
        const own = (await whenThere(client(), stream, count)).filter((link) =>
          targetOf(link).includes(category),
        );
        if (own.length >= count) return own;
      }
    };

    it('link to the events of a type, wherever they are', async () => {
      const [type, category] = [aType(), aCategory()];
      await client().appendToStream(`${category}-1`, [anEvent(type), anEvent(), anEvent(type)]);
      await client().appendToStream(`${category}-2`, anEvent(type));
      const links = await whenThere(client(), `$et-${type}`, 3);
      expect(targets(links)).toEqual([`0@${category}-1`, `2@${category}-1`, `0@${category}-2`]);
      const resolved = await read(client(), `$et-${type}`, { resolveLinkTos: true });
      expect(resolved.map(({ event }) => event?.type)).toEqual([type, type, type]);
    });

    it('link to deletions and tombstones as one type', async () => {
      const category = aCategory();
      await client().appendToStream(`${category}-1`, events(1));
      await client().deleteStream(`${category}-1`);
      await client().tombstoneStream(`${category}-2`);
      const removals = await ownOf('$et-$deleted', category, 2);
      expect(targets(removals)).toEqual([`0@${category}-1`, `9223372036854775807@${category}-2`]);
      expect(removals.map(metadataOf)).toMatchObject([{ $deleted: -1 }, { $deleted: -1 }]);
    });

    it('name every stream once', async () => {
      const category = aCategory();
      await client().appendToStream(`${category}-1`, events(2));
      await client().appendToStream(`${category}-2`, events(2));
      const names = await whenThere(client(), `$category-${category}`, 2);
      expect(names.map(({ event }) => event?.type)).toEqual(['$@', '$@']);
      expect(targets(names)).toEqual([`${category}-1`, `${category}-2`]);
      const first = await ownOf('$streams', category, 2);
      expect(targets(first)).toEqual([`0@${category}-1`, `0@${category}-2`]);
    });

    it('link to what belongs together', async () => {
      const [category, $correlationId] = [aCategory(), randomUUID()];
      const correlated = () => jsonEvent({ type: 'Happened', data: {}, metadata: { $correlationId } });
      await client().appendToStream(`${category}-1`, [correlated(), anEvent()]);
      await client().appendToStream(`${category}-2`, [anEvent(), correlated()]);
      const links = await whenThere(client(), `$bc-${$correlationId}`, 2);
      expect(targets(links)).toEqual([`0@${category}-1`, `1@${category}-2`]);
    });
  });
}
