import { setTimeout as pause } from 'node:timers/promises';
import type { EventStore, RecordedEvent, SubscriptionMessage } from '../event-store.js';
import {
  anEvent,
  headPosition,
  isEvent,
  newStream,
  someEvents,
  useStore,
  type StoreFactory,
} from './store-under-test.contract.js';

const writers = 20;
const eventsPerWriter = 50;
/** A slow consumer rests at every so many events. */
const slowEvery = 5;

export function describeSubscriptionsUnderLoad(factory: StoreFactory): void {
  describe('subscribing while many writers append', () => {
    const store = useStore(factory);

    it.each([
      ['a fast consumer', false],
      ['a slow consumer', true],
    ])('neither skips, repeats nor reorders an event, for %s', async (_title, isSlow) => {
      const from = await headPosition(store());
      const kind = newStream('load');
      await store().append(`${kind}-history`, someEvents(300), { expectedRevision: 'any' });
      const last = anEvent();
      const writing = writeAtOnce(store(), kind).then(() =>
        store().append(`${kind}-end`, [last], { expectedRevision: 'any' }),
      );
      const messages = await consume(store().subscribeToAll({ after: from }), isEvent(last.id), isSlow);
      await writing;
      const ours = messages.events.filter(({ streamName }) => streamName.startsWith(kind));
      expect(ours).toHaveLength(300 + writers * eventsPerWriter + 1);
      expect(revisionsAreComplete(ours)).toBe(true);
      expect(isAscending(messages.events)).toBe(true);
      expect(messages.caughtUp).toBeLessThanOrEqual(1);
    });

    it('hands on a history larger than every buffer on the way', async () => {
      const from = await headPosition(store());
      const text = 'x'.repeat(5_000);
      const kind = newStream('large');
      for (let part = 0; part < 20; part += 1) {
        const events = Array.from({ length: 100 }, () => anEvent({ data: { text } }));
        await store().append(`${kind}-${part}`, events, { expectedRevision: 'any' });
      }
      const last = anEvent();
      await store().append(`${kind}-end`, [last], { expectedRevision: 'any' });
      for (const isSlow of [false, true]) {
        const { events } = await consume(store().subscribeToAll({ after: from }), isEvent(last.id), isSlow);
        expect(events.filter(({ streamName }) => streamName.startsWith(kind))).toHaveLength(2_001);
      }
    });

    it('serves many subscribers the same events in the same order', async () => {
      const from = await headPosition(store());
      const kind = newStream('fanout');
      const last = anEvent();
      const receiving = Array.from({ length: 5 }, () =>
        consume(store().subscribeToAll({ after: from }), isEvent(last.id), false),
      );
      await writeAtOnce(store(), kind);
      await store().append(`${kind}-end`, [last], { expectedRevision: 'any' });
      const positions = (await Promise.all(receiving)).map(({ events }) =>
        events.map(({ position }) => position),
      );
      for (const each of positions) expect(each).toEqual(positions[0]);
    });
  });
}

async function writeAtOnce(store: EventStore, kind: string): Promise<void> {
  const write = async (stream: string) => {
    for (let number = 0; number < eventsPerWriter; number += 1) {
      await store.append(stream, [anEvent({ data: { number } })], { expectedRevision: 'any' });
    }
  };
  await Promise.all(Array.from({ length: writers }, (_, index) => write(`${kind}-${index}`)));
}

async function consume(
  messages: AsyncIterable<SubscriptionMessage>,
  isLast: (message: SubscriptionMessage) => boolean,
  isSlow: boolean,
): Promise<{ events: RecordedEvent[]; caughtUp: number }> {
  const events: RecordedEvent[] = [];
  let caughtUp = 0;
  for await (const message of messages) {
    if (message.kind === 'caught-up') caughtUp += 1;
    if (message.kind === 'event') events.push(message.event);
    if (isLast(message)) break;
    if (isSlow && events.length % slowEvery === 0) await pause(1);
  }
  return { events, caughtUp };
}

/** Each stream's revisions are 0, 1, 2 … without gap or repetition. */
function revisionsAreComplete(events: readonly RecordedEvent[]): boolean {
  const next = new Map<string, bigint>();
  return events.every(({ streamName, revision }) => {
    const expected = next.get(streamName) ?? 0n;
    next.set(streamName, revision + 1n);
    return revision === expected;
  });
}

function isAscending(events: readonly RecordedEvent[]): boolean {
  return events.every(({ position }, index) => index === 0 || position > (events[index - 1]?.position ?? 0n));
}
