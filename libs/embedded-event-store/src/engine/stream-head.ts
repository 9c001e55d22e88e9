import type { RecordedAt } from './expected-revision.js';
import { hidesAll, lastRevisionEver, streamMetadata, type MetadataRecord } from './stream-metadata.js';

/** What a remembered event takes, about. */
const eventBytes = 256;

interface KnownEvent {
  readonly id: string;
  readonly position: bigint;
}

/** Where a stream ends, and its latest events by id: enough to decide nearly every append without the database. */
export class StreamHead {
  private readonly byId = new Map<string, RecordedAt>();
  /** Of the revisions up to the last, without gaps. */
  private events: KnownEvent[] = [];
  private last: RecordedAt;
  hasMetadata = false;
  /** The metadata that hides the whole stream, if it does. */
  deletedBy: MetadataRecord | null = null;

  /** @param last null for a stream without events. */
  constructor(
    public streamId: number | null,
    last: (RecordedAt & { readonly id: string }) | null,
  ) {
    this.last = { revision: -1n, position: -1n };
    if (!last) return;
    this.last = { revision: last.revision - 1n, position: last.position };
    this.record(last.id, last.position);
  }

  get revision(): bigint {
    return this.last.revision;
  }

  get position(): bigint {
    return this.last.position;
  }

  get isTombstoned(): boolean {
    return this.last.revision === lastRevisionEver;
  }

  /** In remembered events, or what takes as much memory. */
  get size(): number {
    return this.events.length + Math.ceil((this.deletedBy?.data.length ?? 0) / eventBytes);
  }

  /** Every event of the stream is remembered: what is not here does not exist. */
  get isComplete(): boolean {
    return this.firstRevision === 0n;
  }

  get firstRevision(): bigint {
    return this.last.revision + 1n - BigInt(this.events.length);
  }

  at(revision: bigint): KnownEvent | undefined {
    const index = revision - this.firstRevision;
    return index < 0n ? undefined : this.events[Number(index)];
  }

  find(id: string): RecordedAt | undefined {
    return this.byId.get(id);
  }

  /** The stream's metadata is now this. */
  describe(metadata: MetadataRecord): void {
    this.hasMetadata = true;
    this.deletedBy = hidesAll(streamMetadata(metadata)) ? metadata : null;
  }

  /** @param revision another than the next for a tombstone, after which nothing is recorded. */
  record(id: string, position: bigint, revision = this.last.revision + 1n): void {
    if (revision > this.last.revision + 1n) this.trim(0);
    this.last = { revision, position };
    this.events.push({ id, position });
    if (!this.byId.has(id)) this.byId.set(id, this.last);
  }

  /** Forgets all but the latest. */
  trim(max: number): void {
    const forgotten = this.events.slice(0, Math.max(0, this.events.length - max));
    if (forgotten.length === 0) return;
    this.events = max === 0 ? [] : this.events.slice(-max);
    for (const { id } of forgotten) {
      const known = this.byId.get(id);
      if (known && known.revision < this.firstRevision) this.byId.delete(id);
    }
  }
}
