import { batched, type EventStore, type SubscriptionBatch } from '#libs/event-store';
import type { DataSource } from 'typeorm';
import { FOLLOWED_STREAMS } from '../events/followed-streams.js';
import { logEnd, refuseShorterLog } from '../projecting/log-end.js';
import { projectBatch } from '../projecting/project-batch.js';

export interface RebuildProgress {
  /** Taken in so far. */
  readonly events: number;
  readonly position: bigint;
  /** The end of the log when the rebuild began. */
  readonly head: bigint;
}

interface NextReadModelsOptions {
  readonly database: DataSource;
  readonly eventStore: EventStore;
  readonly onProgress: ((progress: RebuildProgress) => void) | undefined;
  readonly signal: AbortSignal | undefined;
}

const BATCH_SIZE_MAX = 1_000;

export class RebuildInterrupted extends Error {
  override readonly name = 'RebuildInterrupted';
}

/** The copy that is being filled. It goes on from batch to batch as it is asked to. */
export class NextReadModels {
  events = 0;
  position: bigint | null = null;
  private head = 0n;
  private batches: AsyncIterator<SubscriptionBatch> | null = null;
  private readonly stopping = new AbortController();

  constructor(private readonly options: NextReadModelsOptions) {}

  /** To the end of the log, as it is by then. */
  async catchUp(): Promise<void> {
    this.head = (await logEnd(this.options.eventStore)) ?? 0n;
    let caughtUp = false;
    while (!caughtUp) caughtUp = await this.takeBatch();
  }

  /**
   * At least as far as the position, within the time given.
   * @throws {LogEndsBefore} when the log is not the one that the position is of.
   */
  async reach(position: bigint, millisecondsMax: number): Promise<void> {
    await refuseShorterLog(this.options.eventStore, position);
    const tooLate = setTimeout(() => this.stopping.abort(), millisecondsMax);
    try {
      while (this.position === null || this.position < position) await this.takeBatch();
    } finally {
      clearTimeout(tooLate);
    }
  }

  async close(): Promise<void> {
    this.stopping.abort();
    await this.batches?.return?.();
  }

  private async takeBatch(): Promise<boolean> {
    const next = await (this.batches ??= this.subscribe()).next();
    if (next.done) throw new RebuildInterrupted('The rebuild was ended, or the event store went away.');
    const { events, caughtUp } = next.value;
    const last = events.at(-1);
    if (!last) return caughtUp;
    const { applied, position } = await projectBatch(this.options.database, { after: this.position, events });
    this.events += applied;
    this.position = position;
    this.options.onProgress?.({ events: this.events, position: last.position, head: this.head });
    return caughtUp;
  }

  private subscribe(): AsyncIterator<SubscriptionBatch> {
    const { eventStore, signal } = this.options;
    const messages = eventStore.subscribeToAll({
      after: 'start',
      filter: FOLLOWED_STREAMS,
      signal: AbortSignal.any([this.stopping.signal, ...(signal ? [signal] : [])]),
    });
    return batched(messages, { max: BATCH_SIZE_MAX })[Symbol.asyncIterator]();
  }
}
