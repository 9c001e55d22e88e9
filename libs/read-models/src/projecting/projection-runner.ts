/**
 * Keeps the read models up with the log for as long as the process lives. Whatever goes away (Postgres,
 * the event store, the turn) it comes back to by itself, from the checkpoint. It stops for good only at
 * an event that cannot be projected: going on would mean to skip it.
 */
import { batched, type EventStore } from '#libs/event-store';
import type { DataSource } from 'typeorm';
import { migrateReadModels, readModelsDataSource } from '../database/read-models-database.js';
import { FOLLOWED_STREAMS } from '../events/followed-streams.js';
import { PoisonEvent } from '../events/poison-event.js';
import { Backoff, type BackoffLimits } from './backoff.js';
import { checkpointOf } from './checkpoint.js';
import { refuseShorterLog } from './log-end.js';
import { projectBatch } from './project-batch.js';
import { projectionLag, type ProjectionLag } from './projection-lag.js';
import { ProjectorTurn } from './projector-turn.js';
import type { ProjectionObserver, ProjectorState } from './projection-observer.js';

export interface ProjectionRunnerOptions {
  readonly databaseUrl: string;
  readonly eventStore: EventStore;
  readonly observer?: ProjectionObserver;
  readonly batchSizeMax?: number;
  readonly backoff?: BackoffLimits;
}

export const BATCH_SIZE_MAX = 1_000;

export class ProjectionRunner {
  private current: ProjectorState = { status: 'starting' };
  private database: DataSource | null = null;
  private readonly backoff: Backoff;

  constructor(private readonly options: ProjectionRunnerOptions) {
    this.backoff = new Backoff(options.backoff);
  }

  get state(): ProjectorState {
    return this.current;
  }

  /**
   * Migrates, and then projects until the signal aborts; the batch at hand is finished.
   * @throws {PoisonEvent} when an event cannot be projected.
   */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        await this.projectInTurn(signal);
      } catch (error) {
        if (error instanceof PoisonEvent) {
          this.enter({ status: 'stopped', reason: error.message });
          throw error;
        }
        if (signal.aborted) return;
        this.enter({ status: 'retrying', reason: reasonOf(error) });
        await this.backoff.wait(signal);
      }
    }
  }

  /** @returns null while Postgres was never reached. */
  async lag(now: Date): Promise<ProjectionLag | null> {
    return this.database && (await projectionLag(this.database, this.options.eventStore, { now }));
  }

  /** After `run` has ended. */
  async close(): Promise<void> {
    await this.database?.destroy();
    this.database = null;
  }

  private async projectInTurn(signal: AbortSignal): Promise<void> {
    const database = (this.database ??= await openMigrated(this.options.databaseUrl));
    const turn = await ProjectorTurn.take(this.options.databaseUrl, {
      signal,
      onStandBy: () => this.enter({ status: 'standing-by' }),
    });
    if (!turn) return;
    try {
      await this.follow(database, AbortSignal.any([signal, turn.lost]));
    } finally {
      await turn.release();
    }
    if (!signal.aborted) throw new Error('The turn or the subscription ended.');
  }

  private async follow(database: DataSource, signal: AbortSignal): Promise<void> {
    const { eventStore, batchSizeMax } = this.options;
    let after = await checkpointOf(database);
    await refuseShorterLog(eventStore, after);
    this.enter({ status: 'catching-up' });
    const messages = eventStore.subscribeToAll({ after: after ?? 'start', filter: FOLLOWED_STREAMS, signal });
    for await (const { events, caughtUp } of batched(messages, { max: batchSizeMax ?? BATCH_SIZE_MAX })) {
      const last = events.at(-1);
      if (last) {
        const started = performance.now();
        const { applied } = await projectBatch(database, { after, events });
        after = last.position;
        this.backoff.succeeded();
        this.options.observer?.projected({ events: applied, milliseconds: performance.now() - started });
      }
      if (caughtUp) this.enter({ status: 'live' });
      if (signal.aborted) return;
    }
  }

  private enter(state: ProjectorState): void {
    if (state.status === this.current.status && state.reason === this.current.reason) return;
    this.current = state;
    this.options.observer?.entered(state);
  }
}

async function openMigrated(databaseUrl: string): Promise<DataSource> {
  await migrateReadModels(databaseUrl);
  return await readModelsDataSource(databaseUrl).initialize();
}

/** Errors of the database carry their parameters, a whole batch of them: only what they say is kept. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause instanceof Error ? ` (${error.cause.message})` : '';
  return `${error.name}: ${error.message}${cause}`;
}
