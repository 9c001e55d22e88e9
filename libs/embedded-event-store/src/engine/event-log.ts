import type { AppendOutcome, AppendRequest } from './append-request.js';
import { checkAppend, maxAppendBytesDefault } from './append-rules.js';
import {
  follow,
  followStream,
  type FollowOptions,
  type FollowStreamOptions,
  type LogMessage,
} from './follow.js';
import { FollowedPages } from './followed-pages.js';
import { GroupCommit } from './group-commit.js';
import type { LogEntry } from './log-entry.js';
import { LogReader } from './log-reader.js';
import { LogTail } from './log-tail.js';
import { PageSize } from './paging.js';
import { systemAppends } from './system-events.js';

export interface EventLogOptions {
  readonly databaseUrl: string;
  /** Of the data of all events of one append. */
  readonly maxAppendBytes?: number;
  /** How long another process may take to let go of the log. */
  readonly lockWaitMs?: number;
  /** After this an append that is not confirmed is answered `EventStoreUnavailable`. */
  readonly appendTimeoutMs?: number;
  readonly readConnectionsMax?: number;
  /** Told of trouble that the engine deals with by itself. */
  readonly report?: (message: string, error: unknown) => void;
}

export type Direction = 'forwards' | 'backwards';

export interface ReadRange {
  readonly direction: Direction;
  readonly from: bigint;
  readonly limit: number;
}

/** Past every revision and position: reading back from here begins at the end. */
export const pastTheEnd = 2n ** 63n - 1n;

/** The log: one writer, any number of readers and followers. */
export class EventLog {
  private closing: Promise<void> | null = null;

  private constructor(
    private readonly writer: GroupCommit,
    private readonly reader: LogReader,
    private readonly tail: LogTail,
    readonly maxAppendBytes: number,
  ) {}

  /** @throws {EventLogInUse} when another process writes to this log. */
  static async open(options: EventLogOptions): Promise<EventLog> {
    const tail = new LogTail(0n);
    const writer = new GroupCommit(tail, {
      databaseUrl: options.databaseUrl,
      lockWaitMs: options.lockWaitMs ?? 3_000,
      statementTimeoutMs: 30_000,
      appendTimeoutMs: options.appendTimeoutMs ?? 10_000,
      report: options.report ?? (() => undefined),
    });
    await writer.open();
    const reader = new LogReader(options.databaseUrl, options.readConnectionsMax ?? 8);
    const log = new EventLog(writer, reader, tail, options.maxAppendBytes ?? maxAppendBytesDefault);
    try {
      await Promise.all(systemAppends.map((request) => log.append(request)));
      return log;
    } catch (error) {
      await log.close();
      throw error;
    }
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
   * @throws {WrongExpectedRevision} | {EventStoreUnavailable}
   */
  async append(request: AppendRequest): Promise<AppendOutcome> {
    checkAppend(request, this.maxAppendBytes);
    return await this.writer.append(request);
  }

  /** Forwards from a position, inclusive; backwards strictly before it. */
  async *readAll({ direction, from, limit }: ReadRange): AsyncGenerator<LogEntry, void> {
    const size = new PageSize(limit);
    for (let at = from, more = limit > 0; more;) {
      const page =
        direction === 'forwards'
          ? await this.reader.allForwards(at, size.next)
          : await this.reader.allBackwards(at, size.next);
      more = size.read(page);
      yield* page;
      const last = page.at(-1);
      if (last) at = direction === 'forwards' ? last.position + 1n : last.position;
    }
  }

  /** From a revision, inclusive in both directions. A stream that does not exist has no events. */
  async *readStream(name: string, { direction, from, limit }: ReadRange): AsyncGenerator<LogEntry, void> {
    const size = new PageSize(limit);
    for (let at = from, more = limit > 0; more;) {
      const page =
        direction === 'forwards'
          ? await this.reader.streamForwards(name, at, size.next)
          : await this.reader.streamBackwards(name, at, size.next);
      more = size.read(page);
      yield* page;
      const last = page.at(-1);
      if (last) at = direction === 'forwards' ? last.revision + 1n : last.revision - 1n;
    }
  }

  async streamExists(name: string): Promise<boolean> {
    return await this.reader.streamExists(name);
  }

  /** Everything after a position, then what comes; ends when the signal aborts. */
  followAll(options: FollowOptions): AsyncGenerator<LogMessage, void> {
    return follow(new FollowedPages(this.tail, this.reader), options);
  }

  /** Everything of one stream after a revision (-1n: from its start), then what comes. */
  followStream(options: FollowStreamOptions): AsyncGenerator<LogMessage, void> {
    return followStream(new FollowedPages(this.tail, this.reader), options);
  }

  /** Writes what was accepted, then lets go of the log. */
  close(): Promise<void> {
    this.closing ??= this.writer.close().then(() => this.reader.close());
    return this.closing;
  }
}
