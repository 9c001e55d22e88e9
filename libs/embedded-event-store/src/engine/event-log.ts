import { StreamDeleted } from '#libs/event-store';
import type { AppendOutcome, AppendRequest } from './append-request.js';
import { checkAppend, maxAppendBytesDefault, ownAppendBytesMax } from './append-rules.js';
import { follow, type FollowedLog, type FollowOptions, type LogMessage } from './follow.js';
import { followStream, type FollowStreamOptions } from './follow-stream.js';
import { FollowedPages } from './followed-pages.js';
import { GroupCommit } from './group-commit.js';
import { Links } from './links.js';
import type { LogEntry, ReadEntry } from './log-entry.js';
import { LogPages, entriesOf, type Page, type ReadRange } from './log-pages.js';
import { LogReader } from './log-reader.js';
import { LogTail } from './log-tail.js';
import { MarkedStreams } from './marked-streams.js';
import { removalRequest, type Deletion } from './removals.js';
import { pageMaxDefault } from './paging.js';
import type { Report } from './report.js';
import { StreamViews } from './stream-views.js';
import { systemAppends } from './system-events.js';

export interface EventLogOptions {
  readonly databaseUrl: string;
  /** Of the data of all events of one append. */
  readonly maxAppendBytes?: number;
  /** How long another process may take to let go of the log. */
  readonly lockWaitMs?: number;
  /** After this an append that is not confirmed is answered `AppendNotConfirmed`. */
  readonly appendTimeoutMs?: number;
  readonly readConnectionsMax?: number;
  /** Told of trouble that the engine deals with by itself. */
  readonly report?: Report;
}

export type { Direction, ReadRange } from './log-pages.js';

/** Who writes behind the log takes more at once than who only follows, because each page costs a commit. */
const pageMax = {
  ofFollowers: { recent: pageMaxDefault, read: pageMaxDefault },
  resolvingLinks: { recent: 256, read: pageMaxDefault },
  behind: { recent: 4_096, read: 2_048 },
};

/** Past every revision and position: reading back from here begins at the end. */
export const pastTheEnd = 2n ** 63n - 1n;

interface Reading {
  readonly reader: LogReader;
  readonly views: StreamViews;
  readonly links: Links;
  readonly pages: LogPages;
}

function readingOf(reader: LogReader, marked: MarkedStreams): Reading {
  const views = new StreamViews(reader, marked);
  const links = new Links(reader, views);
  return { reader, views, links, pages: new LogPages(reader, views, links) };
}

/** The log: one writer, any number of readers and followers. */
export class EventLog {
  private closing: Promise<void> | null = null;

  private constructor(
    private readonly writer: GroupCommit,
    private readonly reading: Reading,
    private readonly tail: LogTail,
    private readonly options: Required<Pick<EventLogOptions, 'maxAppendBytes' | 'report'>>,
  ) {}

  /** @throws {EventLogInUse} when another process writes to this log. */
  static async open(options: EventLogOptions): Promise<EventLog> {
    const tail = new LogTail(0n);
    const report = options.report ?? (() => undefined);
    const marked = new MarkedStreams();
    const writer = new GroupCommit(tail, marked, {
      databaseUrl: options.databaseUrl,
      lockWaitMs: options.lockWaitMs ?? 3_000,
      statementTimeoutMs: 30_000,
      appendTimeoutMs: options.appendTimeoutMs ?? 10_000,
      report,
    });
    await writer.open();
    const reader = new LogReader(options.databaseUrl, options.readConnectionsMax ?? 8);
    const log = new EventLog(writer, readingOf(reader, marked), tail, {
      maxAppendBytes: options.maxAppendBytes ?? maxAppendBytesDefault,
      report,
    });
    try {
      await Promise.all(systemAppends.map((request) => log.seed(request)));
      return log;
    } catch (error) {
      await log.close();
      throw error;
    }
  }

  get maxAppendBytes(): number {
    return this.options.maxAppendBytes;
  }

  /** Of whoever opened the log, for trouble that is dealt with without them. */
  get report(): Report {
    return this.options.report;
  }

  /** Position of the last event. */
  get position(): bigint {
    return this.tail.position;
  }

  /** Whether the writer's lock is held: while it is not, appends wait and reads go on. */
  get canWrite(): boolean {
    return this.writer.canWrite;
  }

  /** How many transactions the appends so far took. */
  get commits(): number {
    return this.writer.commits;
  }

  /**
   * @throws {InvalidAppend} | {AppendTooLarge} before anything is tried.
   * @throws {WrongExpectedRevision} | {StreamDeleted}
   * @throws {AppendNotConfirmed}, or another {EventStoreUnavailable} when it is certain that nothing was written.
   */
  async append(request: AppendRequest): Promise<AppendOutcome> {
    checkAppend(request, this.maxAppendBytes);
    return await this.writer.append(request);
  }

  /** What the node itself keeps, to which the limit of users does not apply. @throws as appending does. */
  async appendOwn(request: AppendRequest): Promise<AppendOutcome> {
    checkAppend(request, ownAppendBytesMax);
    return await this.writer.append(request);
  }

  /**
   * Hides the stream's events until something is appended to it; replaces its metadata.
   * @throws as appending does, and {WrongExpectedRevision} when there is neither event nor metadata.
   */
  async deleteStream(deletion: Deletion): Promise<AppendOutcome> {
    return await this.append(removalRequest(deletion, 'delete'));
  }

  /** Ends the stream for ever. */
  async tombstoneStream(deletion: Deletion): Promise<AppendOutcome> {
    return await this.append(removalRequest(deletion, 'tombstone'));
  }

  /** Forwards from a position, inclusive; backwards strictly before it. */
  readAll(range: ReadRange): AsyncGenerator<ReadEntry, void> {
    return entriesOf(this.allPages(range));
  }

  /**
   * From a revision, inclusive in both directions. A stream that does not exist has no events.
   * @throws {StreamDeleted} when it is tombstoned.
   */
  readStream(name: string, range: ReadRange): AsyncGenerator<ReadEntry, void> {
    return entriesOf(this.streamPages(name, range));
  }

  /** As `readAll`, as many at once as come at once: without the cost of waiting for each. */
  allPages(range: ReadRange): AsyncGenerator<Page, void> {
    return this.reading.pages.ofAll(range);
  }

  /** As `readStream`, as many at once as come at once. */
  streamPages(name: string, range: ReadRange): AsyncGenerator<Page, void> {
    return this.reading.pages.ofStream(name, range);
  }

  /** Whether there are events, hidden by truncation perhaps, but not by deletion. */
  async streamExists(name: string): Promise<boolean> {
    return await this.reading.views.exists(name);
  }

  /** Everything after a position, then what comes; ends when the signal aborts. */
  followAll(options: FollowOptions): AsyncGenerator<LogMessage, void> {
    return follow(this.followed(options), options);
  }

  /**
   * Everything of one stream after a revision (-1n: from its start), then what comes.
   * @throws {StreamDeleted} when it is tombstoned, or as soon as it is.
   */
  followStream(options: FollowStreamOptions): AsyncGenerator<LogMessage, void> {
    return followStream(this.followed(options), options);
  }

  /** For what works behind the log, a page at a time. */
  followedPages(): FollowedLog {
    return this.followed({}, pageMax.behind);
  }

  /** The latest event of each of these streams that has any, whether or not it may be seen. */
  async latestOf(streamNames: readonly string[]): Promise<readonly LogEntry[]> {
    return await this.reading.reader.latestOf(streamNames);
  }

  /** The same events, links with what they lead to. */
  async resolved(page: readonly LogEntry[]): Promise<readonly ReadEntry[]> {
    return await this.reading.links.resolved(page);
  }

  /** Writes what was accepted, then lets go of the log. */
  close(): Promise<void> {
    this.closing ??= this.writer.close().then(() => this.reading.reader.close());
    return this.closing;
  }

  /** Whoever removed a system stream has their reasons. */
  private async seed(request: AppendRequest): Promise<void> {
    await this.append(request).catch((error: unknown) => {
      if (!(error instanceof StreamDeleted)) throw error;
    });
  }

  private followed(
    { resolvesLinks }: { readonly resolvesLinks?: boolean },
    page = resolvesLinks ? pageMax.resolvingLinks : pageMax.ofFollowers,
  ): FollowedPages {
    const { reader, views, links } = this.reading;
    return new FollowedPages(this.tail, reader, views, {
      links: resolvesLinks ? links : null,
      pageMax: page,
    });
  }
}
