import type { RecordedAt } from './expected-revision.js';

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

  get size(): number {
    return this.events.length;
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

  record(id: string, position: bigint): void {
    this.last = { revision: this.last.revision + 1n, position };
    this.events.push({ id, position });
    if (!this.byId.has(id)) this.byId.set(id, this.last);
  }

  /** Forgets all but the latest. */
  trim(max: number): void {
    const forgotten = this.events.slice(0, Math.max(0, this.events.length - max));
    if (forgotten.length === 0) return;
    this.events = this.events.slice(-max);
    for (const { id } of forgotten) {
      const known = this.byId.get(id);
      if (known && known.revision < this.firstRevision) this.byId.delete(id);
    }
  }
}
