import { createMetrics } from '#libs/platform';
import type { ProjectedBatch, ProjectionLag } from '#libs/read-models';
import { Injectable } from '@nestjs/common';
import { setTimeout as pause } from 'node:timers/promises';
import { Counter, Gauge, Histogram } from 'prom-client';

type MeasureLag = (now: Date) => Promise<ProjectionLag | null>;

interface LagGauge {
  readonly name: string;
  readonly help: string;
  readonly figure: (lag: ProjectionLag) => number;
}

const MEASURE_MS_MAX = 2_000;

@Injectable()
export class ProjectionMetrics {
  readonly registry = createMetrics('projector');
  private measure: MeasureLag = () => Promise.resolve(null);
  private measuring: Promise<ProjectionLag | null> | null = null;

  private readonly events = new Counter({
    name: 'ledger_projection_events_total',
    help: 'Events taken into the read models.',
    registers: [this.registry],
  });

  private readonly retries = new Counter({
    name: 'ledger_projection_retries_total',
    help: 'Times that projecting was interrupted and tried again.',
    registers: [this.registry],
  });

  private readonly batchEvents = new Histogram({
    name: 'ledger_projection_batch_events',
    help: 'Events in one transaction.',
    buckets: [1, 3, 10, 30, 100, 300, 1_000],
    registers: [this.registry],
  });

  private readonly batchSeconds = new Histogram({
    name: 'ledger_projection_batch_seconds',
    help: 'Duration of one transaction.',
    buckets: [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3],
    registers: [this.registry],
  });

  constructor() {
    this.gaugeOfLag({
      name: 'ledger_projection_lag_events',
      help: 'Events in the log that are not in the read models, at most 10,000; NaN when it cannot be told.',
      figure: (lag) => lag.events,
    });
    this.gaugeOfLag({
      name: 'ledger_projection_lag_seconds',
      help: 'Age of the oldest event that is not in the read models; NaN when it cannot be told.',
      figure: (lag) => lag.seconds,
    });
  }

  measureLag(measure: MeasureLag): void {
    this.measure = measure;
  }

  projected({ events, milliseconds }: ProjectedBatch): void {
    this.events.inc(events);
    this.batchEvents.observe(events);
    this.batchSeconds.observe(milliseconds / 1_000);
  }

  retried(): void {
    this.retries.inc();
  }

  private gaugeOfLag({ figure, ...about }: LagGauge): void {
    const currentLag = () => this.currentLag();
    new Gauge({
      ...about,
      registers: [this.registry],
      async collect() {
        const lag = await currentLag();
        this.set(lag ? figure(lag) : NaN);
      },
    });
  }

  /** Measured once for all gauges that are asked at the same time. */
  private async currentLag(): Promise<ProjectionLag | null> {
    const tooLate = pause(MEASURE_MS_MAX, null, { ref: false });
    this.measuring ??= Promise.race([this.measure(new Date()), tooLate])
      .catch(() => null)
      .finally(() => (this.measuring = null));
    return await this.measuring;
  }
}
