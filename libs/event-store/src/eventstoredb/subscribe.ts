// The client announces `caught up` and checkpoints at once, while events that came before them still wait in its
// buffer. Here each such message keeps its place: it is handed on after as many events as were waiting then.

import {
  eventTypeFilter,
  streamNameFilter,
  type AllStreamSubscription,
  type EventStoreDBClient,
  type Filter,
  type ReadPosition,
  type ResolvedEvent,
} from '@eventstore/db-client';
import { EventStoreUnavailable } from '../event-store-errors.js';
import type { SubscribeToAllOptions, SubscriptionFilter, SubscriptionMessage } from '../event-store.js';
import { WakeUp } from '../wake-up.js';
import { otherError } from './errors.js';
import { recordedEvent } from './recorded-event.js';

/** Events that the client may hold ready; more stay with the server until these are taken. */
const bufferedEventsMax = 512;

export function subscribeToAll(
  client: EventStoreDBClient,
  { after, filter, signal }: SubscribeToAllOptions,
): AsyncIterableIterator<SubscriptionMessage> {
  return new Subscription(client, after, filter).until(signal);
}

class Subscription implements AsyncIterableIterator<SubscriptionMessage> {
  private readonly source: AllStreamSubscription;
  private readonly changed = new WakeUp();
  /** Messages between events, each with the number of events that come before it. */
  private marks: { eventsBefore: number; readonly message: SubscriptionMessage }[] = [];
  private failure: unknown = null;
  private left = false;

  constructor(
    client: EventStoreDBClient,
    after: SubscribeToAllOptions['after'],
    filter?: SubscriptionFilter,
  ) {
    const mark = (message: SubscriptionMessage) => {
      this.marks.push({ eventsBefore: this.source.readableLength, message });
      this.changed.call();
    };
    const fromPosition: ReadPosition = typeof after === 'bigint' ? { commit: after, prepare: after } : after;
    const checkpointReached = (_: unknown, { commit }: { commit: bigint }) =>
      mark({ kind: 'checkpoint', position: commit });
    this.source = client.subscribeToAll(
      { fromPosition, ...(filter && { filter: clientFilter(filter, checkpointReached) }) },
      { highWaterMark: bufferedEventsMax },
    );
    this.source.on('caughtUp', () => mark({ kind: 'caught-up' }));
    this.source.on('readable', () => this.changed.call());
    this.source.on('error', (error) => this.fail(error));
    this.source.on('end', () => this.fail(new EventStoreUnavailable('The server ended the subscription.')));
  }

  until(signal?: AbortSignal): this {
    if (!signal) return this;
    if (signal.aborted) this.leave();
    const leave = () => this.leave();
    signal.addEventListener('abort', leave, { once: true });
    this.source.once('close', () => signal.removeEventListener('abort', leave));
    return this;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async next(): Promise<IteratorResult<SubscriptionMessage, undefined>> {
    while (!this.left) {
      const value = this.take();
      if (value) return { done: false, value };
      if (this.failure !== null) throw otherError(this.failure, 'The subscription was lost.');
      await this.changed.wait();
    }
    return { done: true, value: undefined };
  }

  async return(): Promise<IteratorResult<SubscriptionMessage, undefined>> {
    this.leave();
    return await Promise.resolve({ done: true, value: undefined });
  }

  /** Null when there is nothing yet. */
  private take(): SubscriptionMessage | null {
    const [mark] = this.marks;
    if (mark?.eventsBefore === 0) {
      this.marks.shift();
      return mark.message;
    }
    // Typed as `any` by the stream; the subscription reads resolved events only.
    const resolved = this.source.read() as ResolvedEvent | null;
    if (resolved === null) return null;
    for (const each of this.marks) each.eventsBefore -= 1;
    const event = recordedEvent(resolved);
    return event ? { kind: 'event', event } : this.take();
  }

  private fail(error: unknown): void {
    this.failure ??= error;
    this.changed.call();
  }

  private leave(): void {
    this.left = true;
    this.source.unsubscribe().catch(() => undefined); // never connected: nothing to leave
    this.source.destroy();
    this.changed.call();
  }
}

function clientFilter(
  filter: SubscriptionFilter,
  checkpointReached: (subscription: unknown, position: { commit: bigint }) => void,
): Filter {
  const options = { checkpointInterval: 1, checkpointReached };
  return 'streamNamePrefixes' in filter
    ? streamNameFilter({ ...options, prefixes: [...filter.streamNamePrefixes] })
    : eventTypeFilter({ ...options, prefixes: [...filter.eventTypePrefixes] });
}
