import { randomUUID } from 'node:crypto';
import { AppendTooLarge, WrongExpectedRevision } from '../event-store-errors.js';
import type { ExpectedRevision } from '../event-store.js';
import {
  anEvent,
  collect,
  idsOf,
  newStream,
  someEvents,
  useStore,
  type StoreFactory,
} from './store-under-test.contract.js';

/** @param createdStepMs how exactly the client tells when an event was created. */
export function describeAppends(factory: StoreFactory, createdStepMs = 1): void {
  describe('appending', () => {
    const store = useStore(factory);

    it('keeps what was appended, as it was appended', async () => {
      const stream = newStream();
      const before = Math.floor(Date.now() / createdStepMs) * createdStepMs;
      const event = anEvent({
        data: { tokens: '12.000001', nested: [{ a: null }, true] },
        metadata: { actor: 'user:1' },
      });
      const { revision, position } = await store().append(stream, [event], { expectedRevision: 'no-stream' });
      const [recorded] = await collect(store().readStream(stream));
      expect(recorded).toEqual({
        ...event,
        streamName: stream,
        revision,
        position,
        createdAt: expect.any(Date),
      });
      expect(recorded?.createdAt.getTime()).toBeGreaterThanOrEqual(before);
      expect(recorded?.createdAt.getTime()).toBeLessThanOrEqual(Date.now());
    });

    it('numbers the events of a stream from 0 and answers the last revision', async () => {
      const stream = newStream();
      const first = await store().append(stream, someEvents(3), { expectedRevision: 'no-stream' });
      const second = await store().append(stream, someEvents(2), { expectedRevision: 2n });
      expect([first.revision, second.revision]).toEqual([2n, 4n]);
      const revisions = (await collect(store().readStream(stream))).map(({ revision }) => revision);
      expect(revisions).toEqual([0n, 1n, 2n, 3n, 4n]);
    });

    it('gives later events higher positions, and answers that of the last event', async () => {
      const stream = newStream();
      const first = await store().append(stream, someEvents(2), { expectedRevision: 'any' });
      const second = await store().append(newStream(), someEvents(1), { expectedRevision: 'any' });
      const positions = (await collect(store().readStream(stream))).map(({ position }) => position);
      expect(positions[1]).toBe(first.position);
      expect(positions[0]).toBeLessThan(first.position);
      expect(second.position).toBeGreaterThan(first.position);
    });

    it('appends all events of an append together, with nothing in between', async () => {
      const streams = Array.from({ length: 10 }, () => newStream());
      const from = await store().append(newStream(), someEvents(1), { expectedRevision: 'any' });
      await Promise.all(
        streams.map((stream) => store().append(stream, someEvents(5), { expectedRevision: 'any' })),
      );
      const written = (await collect(store().readAll({ from: from.position }))).map(
        ({ streamName }) => streamName,
      );
      const runs = written.filter((name, index) => streams.includes(name) && name !== written[index - 1]);
      expect(runs).toHaveLength(10);
    });

    const wrong: [string, number, ExpectedRevision, bigint | 'no-stream'][] = [
      ['no stream, where there is one', 2, 'no-stream', 1n],
      ['a stream, where there is none', 0, 'stream-exists', 'no-stream'],
      ['a revision of a stream that does not exist', 0, 0n, 'no-stream'],
      ['an earlier revision', 3, 1n, 2n],
      ['a later revision', 3, 3n, 2n],
    ];
    it.each(wrong)('refuses to expect %s', async (_title, existing, expectedRevision, actual) => {
      const stream = newStream();
      if (existing > 0) await store().append(stream, someEvents(existing), { expectedRevision: 'no-stream' });
      const append = store().append(stream, someEvents(2), { expectedRevision });
      await expect(append).rejects.toBeInstanceOf(WrongExpectedRevision);
      await expect(append).rejects.toMatchObject({ streamName: stream, expected: expectedRevision, actual });
      expect(await collect(store().readStream(stream))).toHaveLength(existing);
    });

    const right: [string, number, ExpectedRevision][] = [
      ['anything, where there is no stream', 0, 'any'],
      ['anything, where there is a stream', 2, 'any'],
      ['no stream, where there is none', 0, 'no-stream'],
      ['a stream, where there is one', 2, 'stream-exists'],
      ['the revision it is at', 2, 1n],
    ];
    it.each(right)('accepts to expect %s', async (_title, existing, expectedRevision) => {
      const stream = newStream();
      if (existing > 0) await store().append(stream, someEvents(existing), { expectedRevision: 'no-stream' });
      const { revision } = await store().append(stream, someEvents(2), { expectedRevision });
      expect(revision).toBe(BigInt(existing + 1));
    });

    it('lets exactly one of 50 appends win that expect the same revision at once', async () => {
      const stream = newStream();
      await store().append(stream, someEvents(1), { expectedRevision: 'no-stream' });
      const attempts = Array.from({ length: 50 }, () => anEvent());
      const outcomes = await Promise.allSettled(
        attempts.map((event) => store().append(stream, [event], { expectedRevision: 0n })),
      );
      const winners = attempts.filter((_, index) => outcomes[index]?.status === 'fulfilled');
      const losses = outcomes.flatMap((each): unknown[] => (each.status === 'rejected' ? [each.reason] : []));
      expect(winners).toHaveLength(1);
      for (const loss of losses) expect(loss).toMatchObject({ name: 'WrongExpectedRevision', actual: 1n });
      expect(idsOf(await collect(store().readStream(stream, { from: 1n })))).toEqual(idsOf(winners));
    });

    it('keeps text of every script, in names, types, data and metadata', async () => {
      const stream = newStream('sträm-流れ-🪙');
      const text = 'Größe ünïcødé 漢字 العربية 👩‍👩‍👧‍👦 \u0000 "quoted" \\ \n';
      const event = anEvent({ type: 'Ereignis✓', data: { text, [text]: 1 }, metadata: { text } });
      await store().append(stream, [event], { expectedRevision: 'any' });
      const [recorded] = await collect(store().readStream(stream));
      expect(recorded).toMatchObject({ ...event, streamName: stream });
    });

    it('keeps large events', async () => {
      const stream = newStream();
      const events = [
        anEvent({ data: { text: 'x'.repeat(400_000) } }),
        anEvent({ data: { text: 'ü'.repeat(250_000) } }),
      ];
      await store().append(stream, events, { expectedRevision: 'any' });
      const recorded = await collect(store().readStream(stream));
      expect(recorded.map(({ data }) => data)).toEqual(events.map(({ data }) => data));
    });

    it('refuses an append above its limit, and says what the limit is', async () => {
      const stream = newStream();
      const events = Array.from({ length: 20 }, () => anEvent({ data: { text: 'x'.repeat(900_000) } }));
      const append = store().append(stream, events, { expectedRevision: 'any' });
      await expect(append).rejects.toBeInstanceOf(AppendTooLarge);
      await expect(append).rejects.toMatchObject({ maximumBytes: expect.any(Number) });
      expect(await collect(store().readStream(stream))).toEqual([]);
    });

    it('goes on taking appends of other streams when one is refused', async () => {
      const refused = Promise.allSettled(
        Array.from({ length: 5 }, () => store().append(newStream(), [anEvent()], { expectedRevision: 7n })),
      );
      const id = randomUUID();
      const accepted = await store().append(newStream(), [anEvent({ id })], {
        expectedRevision: 'no-stream',
      });
      expect((await refused).map(({ status }) => status)).toEqual(Array<string>(5).fill('rejected'));
      const [found] = await collect(store().readAll({ from: accepted.position, limit: 1 }));
      expect(found?.id).toBe(id);
    });
  });
}
