import type { Configuration } from '#libs/platform';
import { RateLimitError, UnrecoverableError, type Job, type JobsOptions } from 'bullmq';
import { setTimeout as pause } from 'node:timers/promises';
import {
  jobBackend,
  migrateJobs,
  type BackendQueue,
  type BackendWorker,
  type JobBackend,
} from './job-backend.js';
import type { JobObserver } from './job-observer.js';
import { QueueMustWait } from './job-outcomes.js';
import type { JobQueueDefinition } from './job-queues.js';

/** A backend that is away keeps BullMQ from closing for as long as it is away. */
const FINISH_MS_MAX = 7_000;
const BACKOFF_MS_MIN = 1_000;
const LOCK_MS = 30_000;
/** Of a worker whose backend is away. It cannot be closed in between. */
const ASK_AGAIN_MS = 2_000;
/** A job that takes its process down with it again and again is given up. */
const ABANDONED_MAX = 3;

export interface IdentifiedJob<Payload> {
  /** A job with the id of one that waits or runs adds nothing. No colons. */
  readonly id: string;
  readonly payload: Payload;
}

export interface JobQueue<Payload> {
  add(...jobs: readonly IdentifiedJob<Payload>[]): Promise<void>;
  /** One job now and then one every so often, however many processes ask for it. */
  repeat(everyMs: number, payload: Payload): Promise<void>;
}

/** Background jobs, in Redis where there is one and else in Postgres. */
export class Jobs {
  private readonly queues = new Map<string, BackendQueue>();
  private readonly workers: BackendWorker[] = [];

  private constructor(
    private readonly backend: JobBackend,
    private readonly observer: JobObserver,
  ) {}

  static async open(
    configuration: Pick<Configuration, 'DATABASE_URL' | 'REDIS_URL'>,
    observer: JobObserver,
  ): Promise<Jobs> {
    await migrateJobs(configuration);
    return new Jobs(jobBackend(configuration), observer);
  }

  queue<Payload>(definition: JobQueueDefinition<Payload>): JobQueue<Payload> {
    const { name } = definition;
    const opts = jobOptions(definition);
    return {
      add: async (...jobs) => {
        await this.openQueue(name).addBulk(
          jobs.map(({ id, payload }) => ({ name, data: payload, opts: { ...opts, jobId: id } })),
        );
      },
      repeat: async (everyMs, payload) => {
        const template = { name, data: payload, opts };
        await this.openQueue(name).upsertJobScheduler(name, { every: everyMs }, template);
      },
    };
  }

  /** Takes jobs of the queue from now on. Rejects when the backend cannot be reached. */
  async work<Payload>(
    definition: JobQueueDefinition<Payload>,
    process: (payload: Payload) => Promise<void>,
  ): Promise<void> {
    const { name, lockMs = LOCK_MS } = definition;
    // What is in the queue was added with the same definition.
    const worker = this.backend.worker(
      name,
      (job) => this.attempt(name, () => process(job.data as Payload)),
      {
        concurrency: definition.concurrency,
        limiter: { max: definition.perSecondMax, duration: 1_000 },
        lockDuration: lockMs,
        stalledInterval: lockMs,
        maxStalledCount: ABANDONED_MAX,
        runRetryDelay: ASK_AGAIN_MS,
      },
    );
    this.observe(name, worker);
    this.workers.push(worker);
    await worker.waitUntilReady();
  }

  /** Rejects when the backend does not answer. */
  async ping(): Promise<void> {
    await this.openQueue('ping').getJobCounts('waiting');
  }

  /** Takes nothing more and finishes what is under way. What takes longer is left to another process. */
  async close(): Promise<void> {
    await Promise.race([this.finish(), pause(FINISH_MS_MAX, undefined, { ref: false })]);
  }

  private async finish(): Promise<void> {
    await Promise.all(this.workers.splice(0).map((worker) => worker.close()));
    await Promise.all([...this.queues.values()].map((queue) => queue.close()));
    this.queues.clear();
  }

  private openQueue(name: string): BackendQueue {
    const opened = this.queues.get(name);
    if (opened) return opened;
    const queue = this.backend.queue(name);
    queue.on('error', (error: Error) => this.observer.troubled(error));
    this.queues.set(name, queue);
    queue.waitUntilReady().catch(() => this.forget(name, queue));
    return queue;
  }

  /** BullMQ remembers for ever that a queue could not be reached when it was opened: the next one may be. */
  private forget(name: string, queue: BackendQueue): void {
    if (this.queues.get(name) === queue) this.queues.delete(name);
    queue.close().catch((error: Error) => this.observer.troubled(error));
  }

  private async attempt(name: string, process: () => Promise<void>): Promise<void> {
    try {
      await process();
    } catch (error) {
      if (!(error instanceof QueueMustWait)) throw error;
      const { message: reason, waitMs } = error;
      await this.openQueue(name).rateLimit(waitMs);
      this.observer.waits({ queue: name, reason, waitMs });
      throw new RateLimitError();
    }
  }

  private observe(name: string, worker: BackendWorker): void {
    worker.on('error', (error) => this.observer.troubled(error));
    worker.on('completed', () => this.observer.completed(name));
    worker.on('stalled', (jobId) => this.observer.abandoned(name, jobId));
    worker.on('failed', (job, error) => {
      this.observer.failed({ queue: name, jobId: job?.id ?? null, error, final: isFinal(job, error) });
    });
  }
}

function isFinal(job: Job | undefined, error: Error): boolean {
  return !job || error instanceof UnrecoverableError || job.attemptsMade >= (job.opts.attempts ?? 1);
}

/**
 * Nothing is kept of a job that is over, failed or not: one that is kept would keep its id, and whoever
 * finds out that the work is still to be done could not add it again.
 */
function jobOptions({ attemptsMax }: JobQueueDefinition<unknown>): JobsOptions {
  return {
    attempts: attemptsMax,
    backoff: { type: 'exponential', delay: BACKOFF_MS_MIN, jitter: 0.5 },
    removeOnComplete: true,
    removeOnFail: true,
  };
}
