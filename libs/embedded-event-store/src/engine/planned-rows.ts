import type { AppendOutcome } from './append-request.js';
import type { EventRow } from './binary-copy.js';
import type { RecordedAt } from './expected-revision.js';
import type { ProposedEvent } from './log-entry.js';
import type { StreamHead } from './stream-head.js';
import { lastRevisionEver } from './stream-metadata.js';

/** Where the log ends. */
export interface LogEnd {
  readonly position: bigint;
  readonly nextStreamId: number;
}

/** What a batch will write: numbers events and streams, and brings their heads forward. */
export class PlannedRows {
  readonly rows: EventRow[] = [];
  readonly newStreams: { readonly id: number; readonly name: string }[] = [];
  private position: bigint;
  private nextStreamId: number;

  constructor(
    end: LogEnd,
    private readonly now: Date,
  ) {
    this.position = end.position;
    this.nextStreamId = end.nextStreamId;
  }

  get end(): LogEnd {
    return { position: this.position, nextStreamId: this.nextStreamId };
  }

  add(head: StreamHead, streamName: string, events: readonly ProposedEvent[]): AppendOutcome {
    return this.write(head, streamName, events);
  }

  /** The last event that the stream will ever have. */
  entomb(head: StreamHead, streamName: string, events: readonly ProposedEvent[]): AppendOutcome {
    return this.write(head, streamName, events, lastRevisionEver);
  }

  /** Gives a stream its number, if it has none yet. */
  streamId(head: StreamHead, name: string): number {
    if (head.streamId !== null) return head.streamId;
    const id = this.nextStreamId;
    this.nextStreamId += 1;
    this.newStreams.push({ id, name });
    head.streamId = id;
    return id;
  }

  /** @param revision another than the next, for a tombstone. */
  private write(
    head: StreamHead,
    streamName: string,
    events: readonly ProposedEvent[],
    revision?: bigint,
  ): AppendOutcome {
    const added: RecordedAt[] = [];
    for (const event of events) {
      this.position += 1n;
      head.record(event.id, this.position, revision);
      added.push(this.row(head, streamName, event));
    }
    return outcomeOf(head, added);
  }

  private row(head: StreamHead, streamName: string, event: ProposedEvent): RecordedAt {
    const entry = {
      position: this.position,
      streamName,
      revision: head.revision,
      id: event.id,
      type: event.type,
      createdAt: this.now,
      isJson: event.isJson,
      data: event.data,
      metadata: event.metadata,
    };
    this.rows.push({ streamId: this.streamId(head, streamName), entry });
    return entry;
  }
}

export function outcomeOf(head: StreamHead, events: readonly RecordedAt[]): AppendOutcome {
  const { revision, position } = events.at(-1) ?? head;
  return { revision, position, positions: events.map((event) => event.position) };
}
