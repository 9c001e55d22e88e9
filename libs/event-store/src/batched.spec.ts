import { batched, type SubscriptionBatch } from './batched.js';
import type { RecordedEvent, SubscriptionMessage } from './event-store.js';

const event = (position: number): SubscriptionMessage => ({
  kind: 'event',
  event: {
    id: `00000000-0000-4000-8000-${String(position).padStart(12, '0')}`,
    type: 'Happened',
    streamName: 'stream-1',
    revision: BigInt(position),
    position: BigInt(position),
    createdAt: new Date(0),
    data: {},
    metadata: {},
  },
});

async function* source(messages: readonly SubscriptionMessage[]): AsyncIterable<SubscriptionMessage> {
  yield* messages;
}

async function all(batches: AsyncIterable<SubscriptionBatch>): Promise<SubscriptionBatch[]> {
  const collected: SubscriptionBatch[] = [];
  for await (const batch of batches) collected.push(batch);
  return collected;
}

const positions = (events: readonly RecordedEvent[]) => events.map((each) => Number(each.position));
const upTo = (count: number) => Array.from({ length: count }, (_, index) => event(index + 1));

/** A subscription whose messages the test sends one by one. */
function live() {
  const waiting: ((result: IteratorResult<SubscriptionMessage>) => void)[] = [];
  let asked = 0;
  const messages: AsyncIterable<SubscriptionMessage> = {
    [Symbol.asyncIterator]: () => ({
      next: () => {
        asked += 1;
        return new Promise((resolve) => waiting.push(resolve));
      },
    }),
  };
  return {
    messages,
    asked: () => asked,
    send: (message: SubscriptionMessage) => waiting.shift()?.({ done: false, value: message }),
  };
}

it('hands on every event once and in order, whatever the batch size', async () => {
  for (const max of [1, 2, 7, 100, 1_000]) {
    const batches = await all(batched(source(upTo(100)), { max }));
    expect(batches.flatMap(({ events }) => positions(events))).toEqual(positions(upTo(100).map(eventOf)));
    expect(Math.max(...batches.map(({ events }) => events.length))).toBeLessThanOrEqual(max);
  }
});

it('takes everything that is there at once, up to the maximum', async () => {
  const batches = await all(batched(source(upTo(10)), { max: 4 }));
  expect(batches.map(({ events }) => events.length)).toEqual([4, 4, 2]);
});

it('hands on a single event as soon as it comes', async () => {
  const { messages, send } = live();
  const batches = batched(messages, { max: 100 })[Symbol.asyncIterator]();
  for (const position of [1, 2, 3]) {
    const next = batches.next();
    await tick();
    send(event(position));
    expect((await next).value.events.map((each: RecordedEvent) => each.position)).toEqual([BigInt(position)]);
  }
});

it('gathers what comes while the consumer works', async () => {
  const { messages, send } = live();
  const batches = batched(messages, { max: 100 })[Symbol.asyncIterator]();
  const first = batches.next();
  await tick();
  send(event(1));
  await first;
  for (const position of [2, 3, 4]) {
    await tick();
    send(event(position));
  }
  expect(positions((await batches.next()).value.events)).toEqual([2, 3, 4]);
});

it('asks for no more than the maximum while the consumer works', async () => {
  const { messages, send, asked } = live();
  const batches = batched(messages, { max: 3 })[Symbol.asyncIterator]();
  void batches.next();
  for (let position = 1; position <= 10; position += 1) {
    await tick();
    send(event(position));
  }
  expect(asked()).toBeLessThanOrEqual(7); // one taken at once, then up to three held
});

it('says the last position considered, of events and checkpoints alike', async () => {
  const batches = await all(batched(source([event(3), { kind: 'checkpoint', position: 64n }]), { max: 10 }));
  expect(batches).toEqual([{ events: [expect.anything()], position: 64n, caughtUp: false }]);
});

it('says from when on it has caught up, also when nothing was there', async () => {
  const { messages, send } = live();
  const batches = batched(messages, { max: 10 })[Symbol.asyncIterator]();
  const first = batches.next();
  await tick();
  send({ kind: 'caught-up' });
  expect((await first).value).toEqual({ events: [], position: null, caughtUp: true });
  const second = batches.next();
  await tick();
  send(event(1));
  expect((await second).value).toMatchObject({ position: 1n, caughtUp: true });
});

it('hands on what came before a failure, then fails', async () => {
  async function* failing(): AsyncIterable<SubscriptionMessage> {
    yield* upTo(2);
    throw new Error('connection lost');
  }
  const seen: number[] = [];
  const consume = async () => {
    for await (const { events } of batched(failing(), { max: 10 })) seen.push(...positions(events));
  };
  await expect(consume()).rejects.toThrow('connection lost');
  expect(seen).toEqual([1, 2]);
});

it('ends its source when the consumer stops', async () => {
  let returned = false;
  async function* endless(): AsyncIterable<SubscriptionMessage> {
    try {
      for (let position = 1; ; position += 1) yield event(position);
    } finally {
      returned = true;
    }
  }
  for await (const batch of batched(endless(), { max: 5 })) if (batch.position === 5n) break;
  await tick();
  expect(returned).toBe(true);
});

function eventOf(message: SubscriptionMessage): RecordedEvent {
  if (message.kind !== 'event') throw new Error('not an event');
  return message.event;
}

function tick(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
