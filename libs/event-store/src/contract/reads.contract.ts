import type { EventToAppend, ReadStreamOptions } from '../event-store.js';
import {
  collect,
  headPosition,
  idsOf,
  newStream,
  someEvents,
  useStore,
  type StoreFactory,
} from './store-under-test.contract.js';

export function describeReads(factory: StoreFactory): void {
  describe('reading', () => {
    const store = useStore(factory);
    const stream = newStream();
    const events = someEvents(10);
    const positions: bigint[] = [];

    beforeAll(async () => {
      await store().append(stream, events.slice(0, 4), { expectedRevision: 'no-stream' });
      await store().append(newStream(), someEvents(3), { expectedRevision: 'any' });
      await store().append(stream, events.slice(4), { expectedRevision: 3n });
      for await (const { position } of store().readStream(stream)) positions.push(position);
    });

    const reversed = (list: readonly EventToAppend[]) => [...list].reverse();
    const ranges: [string, ReadStreamOptions, () => readonly EventToAppend[]][] = [
      ['from the start by default', {}, () => events],
      ['forwards from a revision, inclusive', { from: 6n }, () => events.slice(6)],
      ['forwards with a limit', { from: 2n, limit: 3 }, () => events.slice(2, 5)],
      ['forwards from past the end: nothing', { from: 10n }, () => []],
      ['forwards from the end: nothing', { from: 'end' }, () => []],
      ['backwards from the end by default', { direction: 'backwards' }, () => reversed(events)],
      [
        'backwards from a revision, inclusive',
        { direction: 'backwards', from: 3n },
        () => reversed(events.slice(0, 4)),
      ],
      [
        'backwards from past the end: from the last',
        { direction: 'backwards', from: 99n, limit: 1 },
        () => events.slice(9),
      ],
      [
        'backwards with a limit',
        { direction: 'backwards', from: 'end', limit: 2 },
        () => reversed(events.slice(8)),
      ],
      [
        'backwards from the start: the first',
        { direction: 'backwards', from: 'start' },
        () => events.slice(0, 1),
      ],
    ];
    it.each(ranges)('reads a stream %s', async (_title, options, expected) => {
      expect(idsOf(await collect(store().readStream(stream, options)))).toEqual(idsOf(expected()));
    });

    it('finds nothing in a stream that does not exist', async () => {
      expect(await collect(store().readStream(newStream()))).toEqual([]);
      expect(await collect(store().readStream(newStream(), { direction: 'backwards', from: 'end' }))).toEqual(
        [],
      );
    });

    it('reads the log forwards from a position, inclusive', async () => {
      const [fourth = 0n] = positions.slice(3);
      const read = await collect(store().readAll({ from: fourth }));
      expect(read[0]).toMatchObject({ streamName: stream, revision: 3n, position: fourth });
      expect(idsOf(read.filter(({ streamName }) => streamName === stream))).toEqual(idsOf(events.slice(3)));
    });

    it('reads the log backwards strictly before a position', async () => {
      const [fourth = 0n] = positions.slice(3);
      const read = await collect(store().readAll({ direction: 'backwards', from: fourth, limit: 3 }));
      expect(idsOf(read)).toEqual(idsOf(reversed(events.slice(0, 3))));
    });

    it('reads the same log in both directions, in the order of positions', async () => {
      const head = await headPosition(store());
      const upToHead = (list: readonly { position: bigint }[]) =>
        list.filter(({ position }) => position <= head);
      const forwards = upToHead(await collect(store().readAll({ from: 'start' })));
      const backwards = upToHead(await collect(store().readAll({ direction: 'backwards', from: 'end' })));
      expect(forwards).toEqual(backwards.reverse());
      const inOrder = forwards.every(
        ({ position }, at) => at === 0 || position > (forwards[at - 1]?.position ?? 0n),
      );
      expect(inOrder).toBe(true);
    });

    it('limits reads of the log', async () => {
      expect(await collect(store().readAll({ limit: 5 }))).toHaveLength(5);
      expect(await collect(store().readAll({ direction: 'backwards', limit: 5 }))).toHaveLength(5);
      expect(await collect(store().readAll({ from: 'end' }))).toEqual([]);
      expect(await collect(store().readAll({ limit: 0 }))).toEqual([]);
    });

    it('holds system events from the beginning', async () => {
      const first = await collect(store().readAll({ limit: 3 }));
      for (const { type, position } of first) {
        expect(type.startsWith('$')).toBe(true);
        expect(position).toBeGreaterThanOrEqual(0n);
      }
      expect(first).toHaveLength(3);
    });

    it('reads long streams completely', async () => {
      const long = newStream();
      const written = someEvents(3_000);
      await store().append(long, written, { expectedRevision: 'no-stream' });
      expect(idsOf(await collect(store().readStream(long)))).toEqual(idsOf(written));
      expect(idsOf(await collect(store().readStream(long, { direction: 'backwards' })))).toEqual(
        idsOf(reversed(written)),
      );
    });

    it('can be left in the middle', async () => {
      for await (const { revision } of store().readStream(stream)) if (revision === 2n) break;
      expect(await collect(store().readStream(stream, { limit: 1 }))).toHaveLength(1);
    });
  });
}
