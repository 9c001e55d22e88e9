import {
  persistentSubscriptionToStreamSettingsFromDefaults,
  type EventStoreDBClient,
  type PersistentAction,
  type PersistentSubscriptionToStream,
  type PersistentSubscriptionToStreamSettings,
  type PersistentSubscriptionToAll,
  type ResolvedEvent,
} from '@eventstore/db-client';
import { randomUUID } from 'node:crypto';
import { aStream, events } from './node-under-test.contract.js';

export const aGroup = () => `group-${randomUUID()}`;

export const settings = (changes: Partial<PersistentSubscriptionToStreamSettings> = {}) =>
  persistentSubscriptionToStreamSettingsFromDefaults({ startFrom: 'start', ...changes });

/** The test's own time limit ends a condition that never comes. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 5));
}

type Subscription = PersistentSubscriptionToStream | PersistentSubscriptionToAll;
type Resolved = ResolvedEvent & { readonly retryCount: number };

/** A consumer that keeps what it gets, and answers as it is told. */
export class TestConsumer {
  readonly seen: Resolved[] = [];
  readonly failed: Promise<unknown>;
  readonly confirmed: Promise<unknown>;

  constructor(
    readonly subscription: Subscription,
    private readonly answer: 'ack' | PersistentAction | null = 'ack',
  ) {
    this.failed = new Promise((resolve) => subscription.once('error', resolve));
    this.confirmed = new Promise((resolve) => subscription.once('confirmation', resolve));
    subscription.on('data', (resolved: Resolved) => {
      this.seen.push(resolved);
      if (this.answer === 'ack') void subscription.ack(resolved);
      else if (this.answer) void subscription.nack(this.answer, 'of the test', resolved);
    });
  }

  get revisions(): number[] {
    return this.seen.map(({ event }) => Number(event?.revision));
  }

  get retries(): number[] {
    return this.seen.map(({ retryCount }) => retryCount);
  }

  /** Acknowledges what it has seen. */
  async ackAll(): Promise<void> {
    await this.subscription.ack(...this.seen);
  }

  async leave(): Promise<void> {
    await this.subscription.unsubscribe();
  }
}

/** A stream with so many events, and a group on it that begins with the first. */
export async function aFilledGroup(
  client: EventStoreDBClient,
  count: number,
  changes: Partial<PersistentSubscriptionToStreamSettings> = {},
) {
  const [stream, group] = [aStream(), aGroup()];
  if (count > 0) await client.appendToStream(stream, events(count));
  await client.createPersistentSubscriptionToStream(stream, group, settings(changes));
  const consume = (answer: 'ack' | PersistentAction | null = 'ack', bufferSize = 10) =>
    new TestConsumer(client.subscribeToPersistentSubscriptionToStream(stream, group, { bufferSize }), answer);
  const info = () => client.getPersistentSubscriptionToStreamInfo(stream, group);
  return { stream, group, consume, info };
}
