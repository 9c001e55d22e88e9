import { createMetrics } from '#libs/platform';
import { Counter } from 'prom-client';

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
}
