import { LRUCache } from 'lru-cache';
import type { MarkedStreams } from './marked-streams.js';
import { StreamHead } from './stream-head.js';
import { isMetastream, metastreamOf } from './stream-metadata.js';
import type { WriterSession } from './writer-session.js';

/** Of each stream; older ids are asked of the database. */
const rememberedEventsMax = 64;
/** Of all streams together: bounds the memory to some tens of megabytes. */
const rememberedTotalMax = 200_000;

const selectHeads = `
  SELECT stream.name, stream.id, last.revision, last.position, last.id
  FROM unnest($1::text[]) AS wanted (name)
  JOIN event_log.streams AS stream USING (name)
  LEFT JOIN LATERAL (
    SELECT revision, position, id FROM event_log.events
    WHERE events.stream = stream.id ORDER BY revision DESC LIMIT 1
  ) AS last ON true`;

const selectMetadata = `
  SELECT wanted.name, latest.is_json, latest.data
  FROM unnest($1::text[]) AS wanted (name)
  JOIN event_log.streams AS metastream ON metastream.name = '$$' || wanted.name
  CROSS JOIN LATERAL (
    SELECT is_json, data FROM event_log.events
    WHERE events.stream = metastream.id ORDER BY revision DESC LIMIT 1
  ) AS latest`;

type HeadRow = [name: string, streamId: number, ...LastEvent];
/** A tombstoned stream's metastream may be there without events. */
type LastEvent = [revision: string, position: string, id: string] | [null, null, null];
type MetadataRow = [name: string, isJson: boolean, data: Buffer];

/** The heads of the streams lately written to. Only as true as the log's single writer keeps it. */
export class StreamHeads {
  private readonly cache = new LRUCache<string, StreamHead>({ maxSize: rememberedTotalMax });

  constructor(private readonly marked: MarkedStreams) {}

  /**
   * The heads of all these streams, those that do not exist included; of a deleted stream also its metastream's,
   * which is written to when the stream comes back.
   */
  async load(session: WriterSession, names: ReadonlySet<string>): Promise<Map<string, StreamHead>> {
    const heads = await this.loadNamed(session, names);
    const missing = [...heads]
      .filter(([, { deletedBy }]) => deletedBy !== null)
      .map(([name]) => metastreamOf(name))
      .filter((name) => !heads.has(name));
    if (missing.length === 0) return heads;
    return new Map([...heads, ...(await this.loadNamed(session, new Set(missing)))]);
  }

  private async loadNamed(
    session: WriterSession,
    names: ReadonlySet<string>,
  ): Promise<Map<string, StreamHead>> {
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
      const last = id === null ? null : { id, revision: BigInt(revision), position: BigInt(position) };
      heads.set(name, new StreamHead(streamId, last));
    }
    await this.describe(session, unknown, heads);
    return heads;
  }

  private async describe(
    session: WriterSession,
    names: readonly string[],
    heads: ReadonlyMap<string, StreamHead>,
  ): Promise<void> {
    const describable = names.filter((name) => !isMetastream(name) && this.marked.mayHave(name));
    if (describable.length === 0) return;
    const rows = await session.rows<MetadataRow>('stream-metadata', selectMetadata, [describable]);
    for (const [name, isJson, data] of rows) heads.get(name)?.describe({ isJson, data });
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
