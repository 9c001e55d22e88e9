import { randomUUID } from 'node:crypto';
import type { EventStore, EventToAppend, RecordedEvent, SubscriptionMessage } from '../event-store.js';

export interface StoreUnderTest {
  readonly store: EventStore;
  close(): Promise<void>;
}

export type StoreFactory = () => Promise<StoreUnderTest>;

/** Opens the store before the tests of a describe block and closes it after them. */
export function useStore(factory: StoreFactory): () => EventStore {
  let opened: StoreUnderTest | null = null;
  beforeAll(async () => {
    opened = await factory();
  });
  afterAll(async () => {
    await opened?.close();
  });
  return () => {
    if (!opened) throw new Error('The store is opened before the first test.');
    return opened.store;
  };
}

export const newStream = (prefix = 'account') => `${prefix}-${randomUUID()}`;

export function anEvent(fields: Partial<EventToAppend> = {}): EventToAppend {
  return { id: randomUUID(), type: 'TokensConsumed', data: { tokens: '1.5' }, metadata: {}, ...fields };
}

export const someEvents = (count: number) =>
  Array.from({ length: count }, (_, index) => anEvent({ data: { number: index } }));

export async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const collected: Item[] = [];
  for await (const item of items) collected.push(item);
  return collected;
}

export const idsOf = (events: readonly { readonly id: string }[]) => events.map(({ id }) => id);

/** Takes messages until one is the last wanted, then leaves. */
export async function takeUntil(
  messages: AsyncIterable<SubscriptionMessage>,
  isLast: (message: SubscriptionMessage) => boolean,
): Promise<SubscriptionMessage[]> {
  const taken: SubscriptionMessage[] = [];
  for await (const message of messages) {
    taken.push(message);
    if (isLast(message)) break;
  }
  return taken;
}

export function eventsAmong(messages: readonly SubscriptionMessage[]): RecordedEvent[] {
  return messages.flatMap((message) => (message.kind === 'event' ? [message.event] : []));
}

export const isEvent =
  (id: string) =>
  (message: SubscriptionMessage): boolean =>
    message.kind === 'event' && message.event.id === id;

export async function headPosition(store: EventStore): Promise<bigint> {
  const [last] = await collect(store.readAll({ direction: 'backwards', from: 'end', limit: 1 }));
  return last?.position ?? 0n;
}
