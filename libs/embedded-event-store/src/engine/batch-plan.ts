import { WrongExpectedRevision } from '#libs/event-store';
import type { AppendOutcome, AppendRequest } from './append-request.js';
import type { EventRow } from './binary-copy.js';
import { decideAppend, type RecordedAt, type StreamHistory } from './expected-revision.js';
import type { LogEntry } from './log-entry.js';
import type { OlderEvents } from './older-events.js';
import { StreamHead } from './stream-head.js';

/** Where the log ends. */
export interface LogEnd {
  readonly position: bigint;
  readonly nextStreamId: number;
}

/** The answer to one append, to be given once the batch is on disk. */
export type AppendAnswer = { readonly outcome: AppendOutcome } | { readonly refusal: Error };

export interface BatchPlan {
  readonly rows: readonly EventRow[];
  readonly newStreams: readonly { readonly id: number; readonly name: string }[];
  /** One for each request, in order. */
  readonly answers: readonly AppendAnswer[];
  readonly end: LogEnd;
}

export const metadataStream = (streamName: string) => `$$${streamName}`;

/** Decides the appends of a batch one after the other, each on what those before it leave behind. */
export class BatchPlanner {
  private readonly rows: EventRow[] = [];
  private readonly newStreams: { id: number; name: string }[] = [];
  private position: bigint;
  private nextStreamId: number;

  constructor(
    end: LogEnd,
    private readonly heads: ReadonlyMap<string, StreamHead>,
    private readonly older: OlderEvents,
    private readonly now: Date,
  ) {
    this.position = end.position;
    this.nextStreamId = end.nextStreamId;
  }

  /** The heads are brought forward as if the batch were committed: forget them if it is not. */
  plan(requests: readonly AppendRequest[]): BatchPlan {
    const answers = requests.map((request) => this.decide(request));
    const end = { position: this.position, nextStreamId: this.nextStreamId };
    return { rows: this.rows, newStreams: this.newStreams, answers, end };
  }

  private decide(request: AppendRequest): AppendAnswer {
    const { streamName, expectedRevision, events } = request;
    const head = this.head(streamName);
    const history = new PlannedHistory(head, this.older, this.heads.get(metadataStream(streamName)));
    const decision = decideAppend(expectedRevision, events, history);
    switch (decision.kind) {
      case 'accept':
        return { outcome: this.add(head, request) };
      case 'repeat':
        return { outcome: outcomeOf(head, decision.events) };
      case 'refuse': {
        const actual = head.revision < 0n ? 'no-stream' : head.revision;
        return { refusal: new WrongExpectedRevision(streamName, expectedRevision, actual) };
      }
    }
  }

  private add(head: StreamHead, { streamName, events }: AppendRequest): AppendOutcome {
    const added: RecordedAt[] = [];
    for (const event of events) {
      const streamId = this.streamId(head, streamName);
      this.position += 1n;
      head.record(event.id, this.position);
      const entry: LogEntry = {
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
      this.rows.push({ streamId, entry });
      added.push(entry);
    }
    return outcomeOf(head, added);
  }

  private streamId(head: StreamHead, name: string): number {
    if (head.streamId !== null) return head.streamId;
    const id = this.nextStreamId;
    this.nextStreamId += 1;
    this.newStreams.push({ id, name });
    head.streamId = id;
    return id;
  }

  private head(streamName: string): StreamHead {
    const head = this.heads.get(streamName);
    if (!head) throw new Error(`The head of ${streamName} was not loaded.`);
    return head;
  }
}

function outcomeOf(head: StreamHead, events: readonly RecordedAt[]): AppendOutcome {
  const { revision, position } = events.at(-1) ?? head;
  return { revision, position, positions: events.map((event) => event.position) };
}

/** What the head remembers, and what was loaded besides. */
class PlannedHistory implements StreamHistory {
  constructor(
    private readonly head: StreamHead,
    private readonly older: OlderEvents,
    private readonly metadata: StreamHead | undefined,
  ) {}

  get revision(): bigint {
    return this.head.revision;
  }

  get hasMetadata(): boolean {
    return this.metadata !== undefined && this.metadata.revision >= 0n;
  }

  at(revision: bigint) {
    return this.head.at(revision) ?? this.older.at(this.head, revision);
  }

  find(id: string): RecordedAt | undefined {
    return this.older.find(this.head, id) ?? this.head.find(id);
  }
}
