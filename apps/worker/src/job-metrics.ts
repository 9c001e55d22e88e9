import type { FailedCounts } from '#libs/jobs';
import { createMetrics } from '#libs/platform';
import { Counter, Gauge } from 'prom-client';
import { setTimeout as pause } from 'node:timers/promises';

/** While the backend is away the other metrics are wanted most. */
const COUNT_MS_MAX = 1_000;

export class JobMetrics {
  readonly registry = createMetrics('worker');

  readonly completed = new Counter({
    name: 'ledger_jobs_completed_total',
    help: 'Jobs that were done.',
    labelNames: ['queue'],
    registers: [this.registry],
  });

  readonly failed = new Counter({
    name: 'ledger_jobs_failed_total',
    help: 'Attempts at a job that failed; final: those after which it was given up.',
    labelNames: ['queue', 'final'],
    registers: [this.registry],
  });

  readonly abandoned = new Counter({
    name: 'ledger_jobs_abandoned_total',
    help: 'Jobs taken up again because the process that had them was gone.',
    labelNames: ['queue'],
    registers: [this.registry],
  });

  readonly waits = new Counter({
    name: 'ledger_job_queue_waits_total',
    help: 'Times that a queue was made to wait, since what its jobs need was away.',
    labelNames: ['queue'],
    registers: [this.registry],
  });

  readonly troubles = new Counter({
    name: 'ledger_job_backend_troubles_total',
    help: 'Errors of Postgres or Redis, where the jobs are.',
    registers: [this.registry],
  });

  /** Of a backend that does not answer it says nothing. */
  countFailed(failedCounts: FailedCounts): void {
    new Gauge({
      name: 'ledger_jobs_failed_waiting',
      help: 'Jobs that are given up and wait for an operator, or for being found again.',
      labelNames: ['queue'],
      registers: [this.registry],
      async collect() {
        this.reset();
        const tooLate = pause(COUNT_MS_MAX, new Map<string, number>(), { ref: false });
        const counts = await Promise.race([failedCounts(), tooLate]).catch(() => new Map<string, number>());
        for (const [queue, count] of counts) this.set({ queue }, count);
      },
    });
  }
}
