/**
 * How far the read models are, heard of at once. Notifications make it prompt; asking for the checkpoint makes
 * it right: after every reconnect, and from time to time, in case a notification went missing.
 */
import { CHECKPOINT_NAME } from '../database/checkpoint.entity.js';
import { READ_MODELS_SCHEMA } from '../database/read-models-database.js';
import { readNotice, type ProjectedNotice } from '../projecting/projected-notice.js';
import { ChangeListeners } from './change-listeners.js';
import { ListeningConnection } from './listening-connection.js';
import type { AccountChange } from './pending-change.js';
import { PositionWaiters } from './position-waiters.js';

export interface ProjectionFeedOptions {
  /** How often the checkpoint is asked for while somebody waits. */
  readonly askWhileWaitingMs?: number;
  readonly askMs?: number;
}

const ASK_WHILE_WAITING_MS = 200;
const ASK_MS = 5_000;

const SELECT_CHECKPOINT = `SELECT position, updated_at FROM ${READ_MODELS_SCHEMA}.checkpoints WHERE name = $1`;

interface Checkpoint {
  readonly position: string | null;
  readonly updated_at: Date;
}

export class ProjectionFeed {
  private projected: bigint | null = null;
  private askedAt = 0;
  private asking = false;
  private readonly waiters = new PositionWaiters();
  private readonly listeners = new ChangeListeners();
  private readonly connection: ListeningConnection;
  private readonly timer: NodeJS.Timeout;

  private constructor(
    databaseUrl: string,
    private readonly options: ProjectionFeedOptions,
  ) {
    this.connection = new ListeningConnection({
      databaseUrl,
      channel: READ_MODELS_SCHEMA,
      onNotification: (payload) => this.hear(readNotice(payload)),
      onConnected: () => this.startAfresh(),
    });
    this.timer = setInterval(() => void this.askWhenDue(), options.askWhileWaitingMs ?? ASK_WHILE_WAITING_MS);
    this.timer.unref();
  }

  /** Rejects when Postgres or the read models are not there; later it reconnects by itself. */
  static async open(databaseUrl: string, options: ProjectionFeedOptions = {}): Promise<ProjectionFeed> {
    const feed = new ProjectionFeed(databaseUrl, options);
    try {
      await feed.connection.connect();
    } catch (error) {
      await feed.close();
      throw error;
    }
    return feed;
  }

  /** Of the last event in the read models, as far as is known here; null before the first. */
  position(): bigint | null {
    return this.projected;
  }

  /** Resolves with true once the read models include the position, or with false when that takes too long. */
  async waitFor(position: bigint, timeoutMs: number): Promise<boolean> {
    if (this.projected !== null && this.projected >= position) return true;
    return await this.waiters.wait(position, timeoutMs);
  }

  /**
   * Every time that events of the account have come into the read models, from now on. A slow listener
   * gets the latest only. Ends when the signal aborts.
   */
  changes(accountId: string, signal: AbortSignal): AsyncIterable<AccountChange> {
    return this.listeners.listen(accountId, signal);
  }

  async close(): Promise<void> {
    clearInterval(this.timer);
    this.waiters.giveUp();
    this.listeners.end();
    await this.connection.close();
  }

  private hear(notice: ProjectedNotice | null): void {
    if (notice) this.advance(notice);
  }

  private advance(notice: ProjectedNotice): void {
    if (this.projected !== null && notice.position <= this.projected) return;
    this.projected = notice.position;
    this.waiters.reached(notice.position);
    this.listeners.tell(notice);
  }

  /** After a crash Postgres may have less than was heard before: what it says now is what counts. */
  private async startAfresh(): Promise<void> {
    this.projected = null;
    await this.ask();
  }

  private async askWhenDue(): Promise<void> {
    const dueMs = this.waiters.isEmpty ? (this.options.askMs ?? ASK_MS) : 0;
    if (this.asking || performance.now() - this.askedAt < dueMs) return;
    await this.ask().catch(() => undefined); // the connection is replaced, and then asks again
  }

  private async ask(): Promise<void> {
    this.asking = true;
    this.askedAt = performance.now();
    try {
      const [row] = (await this.connection.query<Checkpoint>(SELECT_CHECKPOINT, [CHECKPOINT_NAME])) ?? [];
      if (!row || row.position === null) return;
      this.advance({ position: BigInt(row.position), at: row.updated_at, accounts: 'all' });
    } finally {
      this.asking = false;
    }
  }
}
