import type { EventStore } from '#libs/event-store';
import type { Logger } from '#libs/platform';
import { ProjectionRunner, type ProjectorState } from '#libs/read-models';
import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { setTimeout as pause } from 'node:timers/promises';
import type { ProjectionMetrics } from './projection-metrics.js';

export interface ProjectionOptions {
  readonly databaseUrl: string;
  readonly eventStore: EventStore;
  readonly metrics: ProjectionMetrics;
  readonly logger: Logger;
}

/** A batch that takes longer is dropped: nothing of it is kept, and the next projector begins with it. */
const FINISH_MS_MAX = 3_000;

/** The read models being kept up with the log, from the start of the process to its end. */
@Injectable()
export class Projection implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly stopping = new AbortController();
  private readonly runner: ProjectionRunner;
  private ended: Promise<void> = Promise.resolve();

  constructor(private readonly options: ProjectionOptions) {
    const { databaseUrl, eventStore, metrics } = options;
    this.runner = new ProjectionRunner({
      databaseUrl,
      eventStore,
      observer: {
        projected: (batch) => metrics.projected(batch),
        entered: (state) => this.enter(state),
      },
    });
    metrics.measureLag((now) => this.runner.lag(now));
  }

  onApplicationBootstrap(): void {
    // A poison event has been logged by then; the process stays, unready, so that it is seen.
    this.ended = this.runner.run(this.stopping.signal).catch(() => undefined);
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    const finished = this.ended.then(() => this.runner.close());
    await Promise.race([finished, pause(FINISH_MS_MAX, undefined, { ref: false })]);
  }

  /** Rejects unless the read models are up to date, or another projector keeps them so. */
  async check(): Promise<void> {
    const { status, reason } = this.runner.state;
    if (status !== 'live' && status !== 'standing-by') throw new Error(reason ?? status);
    await Promise.resolve();
  }

  private enter({ status, reason }: ProjectorState): void {
    const { logger, metrics } = this.options;
    if (status === 'retrying') {
      metrics.retried();
      logger.warn({ reason }, 'Projecting was interrupted. It is tried again.');
    } else if (status === 'stopped') {
      logger.fatal({ reason }, 'Projecting has stopped: nothing is skipped. Correct the cause and restart.');
    } else {
      logger.info({ status }, 'Projector.');
    }
  }
}
