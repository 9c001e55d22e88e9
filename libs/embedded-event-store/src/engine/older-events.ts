import type { AppendRequest } from './append-request.js';
import { exactRevision, type RecordedAt } from './expected-revision.js';
import type { StreamHead } from './stream-head.js';
import type { WriterSession } from './writer-session.js';

const selectByIds = `
  SELECT events.stream, events.revision, events.position, events.id
  FROM unnest($1::integer[], $2::uuid[]) AS wanted (stream, id)
  JOIN event_log.events AS events ON events.stream = wanted.stream AND events.id = wanted.id
  ORDER BY events.position DESC`;

const selectByRevisions = `
  SELECT events.stream, events.revision, events.position, events.id
  FROM unnest($1::integer[], $2::bigint[]) AS wanted (stream, revision)
  JOIN event_log.events AS events ON events.stream = wanted.stream AND events.revision = wanted.revision`;

type EventRow = [stream: number, revision: string, position: string, id: string];

interface Wanted<Key> {
  readonly streams: number[];
  readonly keys: Key[];
}

/** Events that the heads no longer remember, and that the appends of one batch may be repeating. */
export class OlderEvents {
  private readonly byId = new Map<string, RecordedAt>();
  private readonly byRevision = new Map<string, { id: string; position: bigint }>();

  static async load(
    session: WriterSession,
    requests: readonly AppendRequest[],
    heads: ReadonlyMap<string, StreamHead>,
  ): Promise<OlderEvents> {
    const ids: Wanted<string> = { streams: [], keys: [] };
    const revisions: Wanted<bigint> = { streams: [], keys: [] };
    for (const request of requests) {
      const head = heads.get(request.streamName);
      if (!head || head.streamId === null || head.isComplete) continue;
      const exact = exactRevision(request.expectedRevision);
      if (exact === null) wantIds(ids, head, request);
      else wantRevisions(revisions, head, { exact, count: request.events.length });
    }
    const older = new OlderEvents();
    if (ids.keys.length > 0) older.note(await session.rows('events-by-id', selectByIds, columns(ids)));
    if (revisions.keys.length > 0) {
      older.note(await session.rows('events-by-revision', selectByRevisions, columns(revisions)));
    }
    return older;
  }

  at(head: StreamHead, revision: bigint): { readonly id: string; readonly position: bigint } | undefined {
    return this.byRevision.get(`${head.streamId}:${revision}`);
  }

  find(head: StreamHead, id: string): RecordedAt | undefined {
    return this.byId.size === 0 ? undefined : this.byId.get(`${head.streamId}:${id}`);
  }

  /** Rows come latest first, so that of several events with one id the original is kept. */
  private note(rows: readonly EventRow[]): void {
    for (const [stream, revisionText, positionText, id] of rows) {
      const revision = BigInt(revisionText);
      const position = BigInt(positionText);
      this.byId.set(`${stream}:${id}`, { revision, position });
      this.byRevision.set(`${stream}:${revision}`, { id, position });
    }
  }
}

const columns = <Key>({ streams, keys }: Wanted<Key>) => [streams, keys];

function wantIds(wanted: Wanted<string>, head: StreamHead, { events }: AppendRequest): void {
  for (const { id } of events) push(wanted, head, id);
}

function wantRevisions(
  wanted: Wanted<bigint>,
  head: StreamHead,
  { exact, count }: { readonly exact: bigint; readonly count: number },
): void {
  const end = exact + BigInt(count);
  for (let revision = exact + 1n; revision <= end && revision < head.firstRevision; revision += 1n) {
    push(wanted, head, revision);
  }
}

function push<Key>(wanted: Wanted<Key>, head: StreamHead, key: Key): void {
  if (head.streamId === null) return;
  wanted.streams.push(head.streamId);
  wanted.keys.push(key);
}
