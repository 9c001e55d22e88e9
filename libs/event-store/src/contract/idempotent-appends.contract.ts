import type { ExpectedRevision } from '../event-store.js';
import {
  anEvent,
  collect,
  newStream,
  someEvents,
  useStore,
  type StoreFactory,
} from './store-under-test.contract.js';

/** The numbers of the cases are those of the rules in docs/embedded-event-store.md. */
export function describeIdempotentAppends(factory: StoreFactory): void {
  describe('appending the same events again', () => {
    const store = useStore(factory);

    const expectations: [ExpectedRevision][] = [['any'], ['no-stream']];
    it.each(expectations)(
      'answers the first result and writes nothing, expecting %s',
      async (expectedRevision) => {
        const stream = newStream();
        const events = someEvents(3);
        const first = await store().append(stream, events, { expectedRevision });
        const second = await store().append(stream, events, { expectedRevision });
        expect(second).toEqual(first);
        expect(await collect(store().readStream(stream))).toHaveLength(3);
      },
    );

    it('answers the first result for an exact revision and for an existing stream', async () => {
      const stream = newStream();
      await store().append(stream, someEvents(2), { expectedRevision: 'no-stream' });
      const exact = someEvents(2);
      const first = await store().append(stream, exact, { expectedRevision: 1n });
      const loose = someEvents(2);
      const second = await store().append(stream, loose, { expectedRevision: 'stream-exists' });
      expect(await store().append(stream, exact, { expectedRevision: 1n })).toEqual(first);
      expect(await store().append(stream, loose, { expectedRevision: 'stream-exists' })).toEqual(second);
      expect(await collect(store().readStream(stream))).toHaveLength(6);
    });

    it('answers the original revision and position when the stream has gone on since', async () => {
      const stream = newStream();
      const events = someEvents(2);
      const first = await store().append(stream, events, { expectedRevision: 'no-stream' });
      await store().append(stream, someEvents(5), { expectedRevision: 'any' });
      for (const expectedRevision of ['no-stream', 'any', 'stream-exists'] as const) {
        expect(await store().append(stream, events, { expectedRevision })).toEqual(first);
      }
    });

    it('refuses other events for a revision that is taken', async () => {
      const stream = newStream();
      const [first, second] = [anEvent(), anEvent()];
      await store().append(stream, [first, second], { expectedRevision: 'no-stream' });
      const attempts = [[anEvent()], [second], [first, anEvent()], [first, second, anEvent()]];
      for (const events of attempts) {
        const append = store().append(stream, events, { expectedRevision: 'no-stream' });
        await expect(append).rejects.toMatchObject({ name: 'WrongExpectedRevision', actual: 1n });
      }
    });

    it('refuses a known event followed by an unknown one, expecting anything', async () => {
      const stream = newStream();
      const known = anEvent();
      await store().append(stream, [known], { expectedRevision: 'any' });
      const append = store().append(stream, [known, anEvent()], { expectedRevision: 'any' });
      await expect(append).rejects.toMatchObject({ name: 'WrongExpectedRevision', actual: 0n });
    });

    it('accepts everything when the first event is new, expecting anything', async () => {
      const stream = newStream();
      const known = anEvent();
      await store().append(stream, [known], { expectedRevision: 'any' });
      await store().append(stream, [anEvent(), known], { expectedRevision: 'any' });
      expect(await collect(store().readStream(stream))).toHaveLength(3);
    });

    it('takes the same id in another stream as a new event', async () => {
      const event = anEvent();
      const first = await store().append(newStream(), [event], { expectedRevision: 'any' });
      const second = await store().append(newStream(), [event], { expectedRevision: 'any' });
      expect(second.position).toBeGreaterThan(first.position);
    });

    it('stores an id twice when one append carries it twice', async () => {
      const stream = newStream();
      const event = anEvent();
      await store().append(stream, [event, event], { expectedRevision: 'any' });
      expect(await collect(store().readStream(stream))).toHaveLength(2);
    });

    it('writes once when the same append comes 50 times at once', async () => {
      const stream = newStream();
      const events = someEvents(2);
      const results = await Promise.all(
        Array.from({ length: 50 }, () => store().append(stream, events, { expectedRevision: 'no-stream' })),
      );
      expect(new Set(results.map(({ position }) => position)).size).toBe(1);
      expect(await collect(store().readStream(stream))).toHaveLength(2);
    });
  });
}
