import type { FailedCounts, JobFailure, JobObserver, QueueWait } from '#libs/jobs';
import type { Logger } from '#libs/platform';
import type { JobMetrics } from './job-metrics.js';
import { Seldom } from './seldom.js';

/** The metrics count everything; the log says the same thing once in this time. */
const REPEAT_MS_MIN = 30_000;

/** What became of jobs, in the log and in the metrics. */
export class JobReport implements JobObserver {
  private readonly seldom = new Seldom(REPEAT_MS_MIN);

  constructor(
    private readonly metrics: JobMetrics,
    private readonly logger: Logger,
  ) {}

  opened(failedCounts: FailedCounts): void {
    this.metrics.countFailed(failedCounts);
  }

  completed(queue: string): void {
    this.metrics.completed.inc({ queue });
  }

  /** A job that is given up is always logged: nobody else says which one it was. */
  failed({ queue, jobId, error, final }: JobFailure): void {
    this.metrics.failed.inc({ queue, final: String(final) });
    if (final) this.logger.error({ queue, jobId, err: error }, 'A job has failed and is given up.');
    else if (this.seldom.passes(`${queue} ${error.message}`))
      this.logger.warn({ queue, jobId, err: error }, 'A job has failed and is tried again.');
  }

  abandoned(queue: string, jobId: string): void {
    this.metrics.abandoned.inc({ queue });
    this.logger.warn({ queue, jobId }, 'The process that had a job is gone. The job is taken up again.');
  }

  waits({ queue, reason, waitMs }: QueueWait): void {
    this.metrics.waits.inc({ queue });
    if (this.seldom.passes(`${queue} ${reason}`))
      this.logger.error({ queue, waitMs, err: new Error(reason) }, 'Jobs have to wait.');
  }

  troubled(error: Error): void {
    this.metrics.troubles.inc();
    if (this.seldom.passes(error.message))
      this.logger.warn({ err: error }, 'The backend of the jobs is in trouble.');
  }
}
