import { randomUUID } from 'node:crypto';
import { StreamDeleted, WrongExpectedRevision } from '#libs/event-store';
import type { AppendOutcome, AppendRequest } from './append-request.js';
import type { EventRow } from './binary-copy.js';
import { decideAppend, type AppendDecision } from './expected-revision.js';
import type { ProposedEvent } from './log-entry.js';
import type { OlderEvents } from './older-events.js';
import { PlannedHistory } from './planned-history.js';
import { outcomeOf, PlannedRows, type LogEnd } from './planned-rows.js';
import type { StreamHead } from './stream-head.js';
import {
  isMetastream,
  metastreamOf,
  originOf,
  truncatedBefore,
  type MetadataRecord,
} from './stream-metadata.js';

/** The answer to one append, to be given once the batch is on disk. */
export type AppendAnswer = { readonly outcome: AppendOutcome } | { readonly refusal: Error };

export interface BatchPlan {
  readonly rows: readonly EventRow[];
  readonly newStreams: readonly { readonly id: number; readonly name: string }[];
  /** One for each request, in order. */
  readonly answers: readonly AppendAnswer[];
  readonly end: LogEnd;
}

const nothing = Buffer.alloc(0);

/** Decides the appends of a batch one after the other, each on what those before it leave behind. */
export class BatchPlanner {
  private readonly planned: PlannedRows;

  constructor(
    end: LogEnd,
    private readonly heads: ReadonlyMap<string, StreamHead>,
    private readonly older: OlderEvents,
    now: Date,
  ) {
    this.planned = new PlannedRows(end, now);
  }

  /** The heads are brought forward as if the batch were committed: forget them if it is not. */
  plan(requests: readonly AppendRequest[]): BatchPlan {
    const answers = requests.map((request) => this.answer(request));
    const { rows, newStreams, end } = this.planned;
    return { rows, newStreams, answers, end };
  }

  private answer(request: AppendRequest): AppendAnswer {
    const { streamName, expectedRevision } = request;
    const head = this.head(streamName);
    const decision = this.decide(head, request);
    switch (decision.kind) {
      case 'accept':
        return { outcome: this.accept(head, request) };
      case 'repeat':
        return { outcome: outcomeOf(head, decision.events) };
      case 'deleted':
        return { refusal: new StreamDeleted(streamName) };
      case 'refuse': {
        const actual = head.revision < 0n ? 'no-stream' : head.revision;
        return { refusal: new WrongExpectedRevision(streamName, expectedRevision, actual) };
      }
    }
  }

  private decide(
    head: StreamHead,
    { streamName, expectedRevision, events, removal }: AppendRequest,
  ): AppendDecision {
    const isNothing = head.revision < 0n && !head.hasMetadata;
    if (removal === 'delete' && isNothing) return { kind: 'refuse' };
    const origin = isMetastream(streamName) ? this.head(originOf(streamName)) : null;
    return decideAppend(expectedRevision, events, new PlannedHistory(head, this.older, origin));
  }

  private accept(head: StreamHead, { streamName, events, removal }: AppendRequest): AppendOutcome {
    if (removal === 'delete') return this.describe(streamName, events);
    if (removal === 'tombstone') return this.entomb(head, streamName, events);
    if (!isMetastream(streamName)) return this.append(head, streamName, events);
    const origin = this.head(originOf(streamName));
    const wasDeleted = origin.deletedBy !== null;
    const outcome = this.describe(originOf(streamName), events);
    const latest = events.at(-1);
    if (wasDeleted && latest) this.bringBack(originOf(streamName), latest, origin.revision + 1n);
    return outcome;
  }

  /** The first events after a deletion are the first to be seen. */
  private append(head: StreamHead, streamName: string, events: readonly ProposedEvent[]): AppendOutcome {
    const { deletedBy } = head;
    const first = head.revision + 1n;
    const outcome = this.planned.add(head, streamName, events);
    if (deletedBy && events.length > 0) this.bringBack(streamName, deletedBy, first);
    return outcome;
  }

  private describe(streamName: string, metadata: readonly ProposedEvent[]): AppendOutcome {
    const metastream = metastreamOf(streamName);
    const outcome = this.planned.add(this.head(metastream), metastream, metadata);
    const latest = metadata.at(-1);
    if (latest) this.head(streamName).describe(latest);
    return outcome;
  }

  /** The metadata stays, but that it hides the stream. */
  private bringBack(streamName: string, metadata: MetadataRecord, first: bigint): void {
    const data = truncatedBefore(metadata, first);
    if (!data) return;
    this.describe(streamName, [
      { id: randomUUID(), type: '$metadata', isJson: true, data, metadata: nothing },
    ]);
  }

  /** The metastream gets a row, so that all that marks streams is found by the names of metastreams. */
  private entomb(head: StreamHead, streamName: string, events: readonly ProposedEvent[]): AppendOutcome {
    const metastream = metastreamOf(streamName);
    this.planned.streamId(this.head(metastream), metastream);
    return this.planned.entomb(head, streamName, events);
  }

  private head(streamName: string): StreamHead {
    const head = this.heads.get(streamName);
    if (!head) throw new Error(`The head of ${streamName} was not loaded.`);
    return head;
  }
}
