import pg from 'pg';
import { EventStoreUnavailable } from '#libs/event-store';
import type { LogEntry } from './log-entry.js';
import type { LinkTarget } from './links.js';
import { writerRole } from './migrate.js';
import { metastreamOf, type MetadataRecord } from './stream-metadata.js';

const columns = `events.position, streams.name, events.revision, events.id, events.type,
  date_part('epoch', events.created_at) * 1000, events.is_json, events.data, events.metadata`;

/** The page is cut before names are looked up, so that the plan never depends on the size of the log. */
const page = (condition: string, order: string) => `
  SELECT ${columns}
  FROM (SELECT * FROM event_log.events WHERE ${condition} ORDER BY ${order} LIMIT $1) AS events
  JOIN event_log.streams ON streams.id = events.stream
  ORDER BY events.${order}`;

const streamId = '(SELECT id FROM event_log.streams WHERE name = $3)';
/** Each is prepared once for a connection: planning one takes as long as reading what a command needs. */
const pages = {
  allForwards: { name: 'all forwards', text: page('position >= $2', 'position') },
  allBackwards: { name: 'all backwards', text: page('position < $2', 'position DESC') },
  streamForwards: {
    name: 'stream forwards',
    text: page(`stream = ${streamId} AND revision >= $2`, 'revision'),
  },
  streamBackwards: {
    name: 'stream backwards',
    text: page(`stream = ${streamId} AND revision <= $2`, 'revision DESC'),
  },
};
const streamExists = { name: 'stream exists', text: 'SELECT 1 FROM event_log.streams WHERE name = $1' };

const lastOf = (stream: string, column: string) =>
  `(SELECT ${column} FROM event_log.events WHERE stream = ${stream}.id ORDER BY revision DESC LIMIT 1)`;
const streamState = {
  name: 'stream state',
  text: `SELECT ${lastOf('stream', 'revision')}, ${lastOf('metastream', 'is_json')}, ${lastOf('metastream', 'data')}
    FROM (SELECT) AS one
    LEFT JOIN event_log.streams AS stream ON stream.name = $1
    LEFT JOIN event_log.streams AS metastream ON metastream.name = $2`,
};
/** Looked for from the end, so that it costs no more than what there is to be read. */
const latestBefore = {
  name: 'latest before',
  text: `SELECT revision FROM event_log.events WHERE stream = (SELECT id FROM event_log.streams WHERE name = $1)
    AND created_at < $2 ORDER BY revision DESC LIMIT 1`,
};
const eventsAt = {
  name: 'events at',
  text: `SELECT ${columns}
    FROM unnest($1::text[], $2::bigint[]) AS wanted (name, revision)
    JOIN event_log.streams ON streams.name = wanted.name
    JOIN event_log.events ON events.stream = streams.id AND events.revision = wanted.revision`,
};
const latestOf = {
  name: 'latest of',
  text: `SELECT ${columns}
    FROM unnest($1::text[]) AS wanted (name)
    JOIN event_log.streams ON streams.name = wanted.name
    CROSS JOIN LATERAL (
      SELECT * FROM event_log.events WHERE events.stream = streams.id ORDER BY revision DESC LIMIT 1
    ) AS events`,
};

export interface StreamState {
  /** -1n: it has no events. */
  readonly lastRevision: bigint;
  readonly metadata: MetadataRecord | null;
}

interface Statement {
  readonly name: string;
  readonly text: string;
}

type StateRow = [revision: string | null, isJson: boolean | null, data: Buffer | null];
type Row = [string, string, string, string, string, number, boolean, Buffer, Buffer];

/** Pages of the log, read beside the writer: what is committed is visible, in order and without gaps. */
export class LogReader {
  private readonly pool: pg.Pool;

  constructor(databaseUrl: string, connectionsMax: number) {
    this.pool = new pg.Pool({
      connectionString: databaseUrl,
      max: connectionsMax,
      application_name: `event log reader, process ${process.pid}`,
      options: `-c role=${writerRole}`,
    });
    this.pool.on('error', () => undefined); // an idle connection was lost: the pool has already replaced it
  }

  /** From a position on, inclusive. */
  allForwards(position: bigint, limit: number): Promise<LogEntry[]> {
    return this.entries(pages.allForwards, [limit, position]);
  }

  /** Strictly before a position. */
  allBackwards(position: bigint, limit: number): Promise<LogEntry[]> {
    return this.entries(pages.allBackwards, [limit, position]);
  }

  /** From a revision on, inclusive. */
  streamForwards(name: string, revision: bigint, limit: number): Promise<LogEntry[]> {
    return this.entries(pages.streamForwards, [limit, revision, name]);
  }

  /** From a revision back, inclusive. */
  streamBackwards(name: string, revision: bigint, limit: number): Promise<LogEntry[]> {
    return this.entries(pages.streamBackwards, [limit, revision, name]);
  }

  async streamExists(name: string): Promise<boolean> {
    const rows = await this.rows<[number]>(streamExists, [name]);
    return rows.length > 0;
  }

  async streamState(name: string): Promise<StreamState> {
    const [row] = await this.rows<StateRow>(streamState, [name, metastreamOf(name)]);
    const [revision = null, isJson = null, data = null] = row ?? [];
    return {
      lastRevision: BigInt(revision ?? -1),
      metadata: isJson === null || data === null ? null : { isJson, data },
    };
  }

  /** Revision of the latest event of a stream from before a moment; -1n when there is none. */
  async latestBefore(name: string, moment: Date): Promise<bigint> {
    const [row] = await this.rows<[string]>(latestBefore, [name, moment]);
    return BigInt(row?.[0] ?? -1);
  }

  /** Those of them that are there. */
  eventsAt(targets: readonly LinkTarget[]): Promise<LogEntry[]> {
    const names = targets.map(({ streamName }) => streamName);
    return this.entries(eventsAt, [names, targets.map(({ revision }) => revision)]);
  }

  /** The latest event of each of these streams that has any, whether or not it may be seen. */
  latestOf(names: readonly string[]): Promise<LogEntry[]> {
    return this.entries(latestOf, [names]);
  }

  async close(): Promise<void> {
    await this.pool.end();
  }

  private async entries(statement: Statement, values: unknown[]): Promise<LogEntry[]> {
    return (await this.rows<Row>(statement, values)).map(entryOf);
  }

  private async rows<R extends unknown[]>(statement: Statement, values: unknown[]): Promise<R[]> {
    try {
      return (await this.pool.query<R>({ ...statement, values, rowMode: 'array' })).rows;
    } catch (cause) {
      throw new EventStoreUnavailable('The event log could not be read.', { cause });
    }
  }
}

function entryOf([
  position,
  streamName,
  revision,
  id,
  type,
  createdMs,
  isJson,
  data,
  metadata,
]: Row): LogEntry {
  return {
    position: BigInt(position),
    streamName,
    revision: BigInt(revision),
    id,
    type,
    createdAt: new Date(Math.round(createdMs)),
    isJson,
    data,
    metadata,
  };
}
