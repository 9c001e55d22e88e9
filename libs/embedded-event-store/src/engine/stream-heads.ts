import { LRUCache } from 'lru-cache';
import { StreamHead } from './stream-head.js';
import type { WriterSession } from './writer-session.js';

/** Of each stream; older ids are asked of the database. */
const rememberedEventsMax = 64;
/** Of all streams together: bounds the memory to some tens of megabytes. */
const rememberedTotalMax = 200_000;

const selectHeads = `
  SELECT stream.name, stream.id, last.revision, last.position, last.id
  FROM unnest($1::text[]) AS wanted (name)
  JOIN event_log.streams AS stream USING (name)
  CROSS JOIN LATERAL (
    SELECT revision, position, id FROM event_log.events
    WHERE events.stream = stream.id ORDER BY revision DESC LIMIT 1
  ) AS last`;

type HeadRow = [name: string, streamId: number, revision: string, position: string, id: string];

/** The heads of the streams lately written to. Only as true as the log's single writer keeps it. */
export class StreamHeads {
  private readonly cache = new LRUCache<string, StreamHead>({ maxSize: rememberedTotalMax });

  /** The heads of all these streams, those that do not exist included. */
  async load(session: WriterSession, names: ReadonlySet<string>): Promise<Map<string, StreamHead>> {
    const heads = new Map<string, StreamHead>();
    const unknown: string[] = [];
    for (const name of names) {
      const head = this.cache.get(name);
      if (head) heads.set(name, head);
      else unknown.push(name);
    }
    if (unknown.length === 0) return heads;
    for (const name of unknown) heads.set(name, new StreamHead(null, null));
    const rows = await session.rows<HeadRow>('stream-heads', selectHeads, [unknown]);
    for (const [name, streamId, revision, position, id] of rows) {
      heads.set(
        name,
        new StreamHead(streamId, { id, revision: BigInt(revision), position: BigInt(position) }),
      );
    }
    return heads;
  }

  remember(heads: ReadonlyMap<string, StreamHead>): void {
    for (const [name, head] of heads) {
      head.trim(rememberedEventsMax);
      this.cache.set(name, head, { size: 1 + head.size });
    }
  }

  forgetAll(): void {
    this.cache.clear();
  }
}
