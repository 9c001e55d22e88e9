import {
  type AppendOptions,
  type AppendResult,
  type EventStore,
  type EventToAppend,
  type ReadAllOptions,
  type ReadStreamOptions,
  type RecordedEvent,
  type SubscribeToAllOptions,
  type SubscriptionFilter,
  type SubscriptionMessage,
} from '#libs/event-store';
import { pastTheEnd, type EventLog, type ReadRange } from '../engine/event-log.js';
import { eventFilter } from '../engine/event-filter.js';
import type { FollowFilter, LogMessage } from '../engine/follow.js';
import type { LogEntry } from '../engine/log-entry.js';
import { proposedEvent, recordedEvent } from './recorded-event.js';
import { untilReturned } from './until-returned.js';

const checkpointEvery = 32;

/** The port, on the engine in this process. */
export class EmbeddedEventStore implements EventStore {
  constructor(private readonly log: EventLog) {}

  async append(
    streamName: string,
    events: readonly EventToAppend[],
    { expectedRevision }: AppendOptions,
  ): Promise<AppendResult> {
    return await this.log.append({ streamName, expectedRevision, events: events.map(proposedEvent) });
  }

  readStream(streamName: string, options: ReadStreamOptions = {}): AsyncIterable<RecordedEvent> {
    return recorded(this.log.readStream(streamName, rangeOf(options)));
  }

  readAll(options: ReadAllOptions = {}): AsyncIterable<RecordedEvent> {
    return recorded(this.log.readAll(rangeOf(options)));
  }

  subscribeToAll({ after, filter, signal }: SubscribeToAllOptions): AsyncIterable<SubscriptionMessage> {
    const from = after === 'start' ? 0n : after === 'end' ? this.log.position : after;
    const follow = (ending: AbortSignal) =>
      messages(
        this.log.followAll({ after: from, signal: ending, ...(filter && { filter: followFilter(filter) }) }),
      );
    return untilReturned(follow, signal);
  }

  /** The engine is closed by whoever opened it. */
  async close(): Promise<void> {
    return await Promise.resolve();
  }
}

/** Forwards from the end there is nothing to read. */
function rangeOf({ direction = 'forwards', from, limit = Infinity }: ReadAllOptions): ReadRange {
  const start = direction === 'forwards' ? 'start' : 'end';
  const at = from ?? start;
  if (at === 'start') return { direction, from: 0n, limit };
  if (at === 'end') return { direction, from: pastTheEnd, limit };
  return { direction, from: at, limit };
}

function followFilter(filter: SubscriptionFilter): FollowFilter {
  const common = { pattern: '', checkpointEvery };
  return 'streamNamePrefixes' in filter
    ? eventFilter({ ...common, on: 'stream-name', prefixes: filter.streamNamePrefixes })
    : eventFilter({ ...common, on: 'event-type', prefixes: filter.eventTypePrefixes });
}

async function* recorded(entries: AsyncIterable<LogEntry>): AsyncGenerator<RecordedEvent, void> {
  for await (const entry of entries) yield recordedEvent(entry);
}

async function* messages(log: AsyncIterable<LogMessage>): AsyncGenerator<SubscriptionMessage, void> {
  for await (const message of log) {
    yield message.kind === 'event' ? { kind: 'event', event: recordedEvent(message.entry) } : message;
  }
}
