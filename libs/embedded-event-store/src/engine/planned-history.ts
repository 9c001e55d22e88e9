import type { RecordedAt, StreamHistory } from './expected-revision.js';
import type { OlderEvents } from './older-events.js';
import type { StreamHead } from './stream-head.js';

/** What the head remembers, and what was loaded besides. */
export class PlannedHistory implements StreamHistory {
  /** @param origin for a metastream: the stream that it is of. */
  constructor(
    private readonly head: StreamHead,
    private readonly older: OlderEvents,
    private readonly origin: StreamHead | null,
  ) {}

  get revision(): bigint {
    return this.head.revision;
  }

  get hasMetadata(): boolean {
    return this.head.hasMetadata;
  }

  get isTombstoned(): boolean {
    return this.head.isTombstoned || (this.origin?.isTombstoned ?? false);
  }

  get isSoftDeleted(): boolean {
    return this.head.deletedBy !== null;
  }

  at(revision: bigint) {
    return this.head.at(revision) ?? this.older.at(this.head, revision);
  }

  find(id: string): RecordedAt | undefined {
    return this.older.find(this.head, id) ?? this.head.find(id);
  }
}
