import type { SubscribeToAllOptions, SubscriptionMessage } from '../event-store.js';
import {
  anEvent,
  collect,
  eventsAmong,
  headPosition,
  idsOf,
  isEvent,
  newStream,
  someEvents,
  takeUntil,
  useStore,
  type StoreFactory,
} from './store-under-test.contract.js';

const isCaughtUp = ({ kind }: SubscriptionMessage) => kind === 'caught-up';

export function describeSubscriptions(factory: StoreFactory): void {
  describe('subscribing', () => {
    const store = useStore(factory);
    const subscribe = (options: SubscribeToAllOptions) => store().subscribeToAll(options);
    const append = (stream: string, count = 1) =>
      store().append(stream, someEvents(count), { expectedRevision: 'any' });

    it('begins at the start with everything that is there, then catches up once', async () => {
      await append(newStream(), 20);
      const head = await headPosition(store());
      const messages = await takeUntil(subscribe({ after: 'start' }), isCaughtUp);
      const history = await collect(store().readAll());
      expect(idsOf(eventsAmong(messages)).slice(0, history.length)).toEqual(idsOf(history));
      expect(eventsAmong(messages).at(-1)?.position).toBeGreaterThanOrEqual(head);
      expect(messages.filter(isCaughtUp)).toHaveLength(1);
    });

    it('begins after a position, exclusive', async () => {
      const stream = newStream();
      const { position } = await append(stream, 3);
      const last = anEvent();
      await store().append(stream, [last], { expectedRevision: 'any' });
      const messages = await takeUntil(subscribe({ after: position }), isEvent(last.id));
      expect(eventsAmong(messages)[0]?.position).toBeGreaterThan(position);
      expect(idsOf(eventsAmong(messages).filter(({ streamName }) => streamName === stream))).toEqual([
        last.id,
      ]);
    });

    it('begins at the end with what comes', async () => {
      const before = anEvent();
      await store().append(newStream(), [before], { expectedRevision: 'any' });
      const messages = subscribe({ after: 'end' })[Symbol.asyncIterator]();
      expect(await messages.next()).toEqual({ done: false, value: { kind: 'caught-up' } });
      const next = messages.next();
      const after = anEvent();
      await store().append(newStream(), [after], { expectedRevision: 'any' });
      expect(await next).toMatchObject({ value: { kind: 'event', event: { id: after.id } } });
      await messages.return?.();
    });

    it('hands on live events in order, each once', async () => {
      const stream = newStream();
      const events = someEvents(50);
      const received = takeUntil(
        subscribe({ after: await headPosition(store()) }),
        isEvent(events.at(-1)?.id ?? ''),
      );
      for (const event of events) await store().append(stream, [event], { expectedRevision: 'any' });
      const ours = eventsAmong(await received).filter(({ streamName }) => streamName === stream);
      expect(idsOf(ours)).toEqual(idsOf(events));
    });

    it('hands on only streams with a wanted prefix', async () => {
      const from = await headPosition(store());
      const kind = newStream('kind');
      await append(`${kind}-a`, 2);
      await append(newStream('other'), 5);
      await append(`${kind}-b`, 1);
      const messages = await takeUntil(
        subscribe({ after: from, filter: { streamNamePrefixes: [`${kind}-`, 'nothing-'] } }),
        isCaughtUp,
      );
      const names = eventsAmong(messages).map(({ streamName }) => streamName);
      expect(names).toEqual([`${kind}-a`, `${kind}-a`, `${kind}-b`]);
    });

    it('hands on only event types with a wanted prefix', async () => {
      const from = await headPosition(store());
      const stream = newStream();
      const types = ['RateChanged', 'TokensGranted', 'RateDeleted', 'Other'].map((type) => anEvent({ type }));
      await store().append(stream, types, { expectedRevision: 'any' });
      const filter = { eventTypePrefixes: ['Rate', 'TokensG'] };
      const messages = await takeUntil(subscribe({ after: from, filter }), isCaughtUp);
      const found = eventsAmong(messages).filter(({ streamName }) => streamName === stream);
      expect(found.map(({ type }) => type)).toEqual(['RateChanged', 'TokensGranted', 'RateDeleted']);
    });

    it('says by checkpoints how far it has looked when nothing passes the filter', async () => {
      const from = await headPosition(store());
      const { position: end } = await append(newStream('noise'), 500);
      const filter = { streamNamePrefixes: [newStream('silent')] };
      const isNear = (message: SubscriptionMessage) =>
        message.kind === 'checkpoint' && message.position > from + (end - from) / 2n;
      const messages = await takeUntil(subscribe({ after: from, filter }), isNear);
      const positions = messages.flatMap((each) => (each.kind === 'checkpoint' ? [each.position] : []));
      expect(positions).toEqual([...new Set(positions)].sort((a, b) => (a < b ? -1 : 1)));
      expect(eventsAmong(messages)).toEqual([]);
    });

    it('never puts a checkpoint before an event that it covers', async () => {
      const from = await headPosition(store());
      const kind = newStream('mixed');
      for (let round = 0; round < 10; round += 1) {
        await append(`${kind}-wanted`, 7);
        await append(newStream('noise'), 30);
      }
      const filter = { streamNamePrefixes: [`${kind}-wanted`] };
      const messages = await takeUntil(subscribe({ after: from, filter }), isCaughtUp);
      let considered = from;
      for (const message of messages) {
        if (message.kind === 'event') expect(message.event.position).toBeGreaterThan(considered);
        if (message.kind === 'event') considered = message.event.position;
        if (message.kind === 'checkpoint') expect(message.position).toBeGreaterThanOrEqual(considered);
        if (message.kind === 'checkpoint') considered = message.position;
      }
      expect(eventsAmong(messages)).toHaveLength(70);
    });

    it('ends when its signal aborts, also while it waits', async () => {
      const leave = new AbortController();
      const messages = subscribe({ after: 'end', signal: leave.signal })[Symbol.asyncIterator]();
      await messages.next();
      const waiting = messages.next();
      leave.abort();
      expect((await waiting).done).toBe(true);
      expect((await messages.next()).done).toBe(true);
    });

    it('hands on nothing when its signal is aborted already', async () => {
      const messages = await collect(subscribe({ after: 'start', signal: AbortSignal.abort() }));
      expect(eventsAmong(messages)).toEqual([]);
    });

    it('can be begun and left many times', async () => {
      for (let round = 0; round < 100; round += 1) {
        const leave = new AbortController();
        await takeUntil(subscribe({ after: 'start', signal: leave.signal }), ({ kind }) => kind === 'event');
        leave.abort();
      }
      expect(eventsAmong(await takeUntil(subscribe({ after: 'start' }), isCaughtUp)).length).toBeGreaterThan(
        0,
      );
    });
  });
}
