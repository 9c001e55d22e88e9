import type { Configuration } from '#libs/platform';
import { RateLimitError, UnrecoverableError, type Job, type JobsOptions } from 'bullmq';
import { setTimeout as pause } from 'node:timers/promises';
import { ALL_QUEUES } from './all-queues.js';
import { failedJobs, forgetFailed, KEEP_FAILED, revive, reviveOne, type FailedJob } from './failed-jobs.js';
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
  /** A job with the id of one that waits or runs adds nothing; one that had failed is revived. No colons. */
  readonly id: string;
  readonly payload: Payload;
}

export interface JobQueue<Payload> {
  add(...jobs: readonly IdentifiedJob<Payload>[]): Promise<void>;
  /** One job now and then one every so often, however many processes ask for it. */
  repeat(everyMs: number, payload: Payload): Promise<void>;
}

export class UnknownQueue extends Error {
  override readonly name = 'UnknownQueue';

  constructor(queue: string, known: Iterable<string>) {
    super(`There is no queue "${queue}". The queues are: ${[...known].join(', ')}.`);
  }
}

/** Background jobs, in Redis where there is one and else in Postgres. */
export class Jobs {
  private readonly names = new Set(ALL_QUEUES.map(({ name }) => name));
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
    const jobs = new Jobs(jobBackend(configuration), observer);
    observer.opened?.(() => jobs.failedCounts());
    return jobs;
  }

  queue<Payload>(definition: JobQueueDefinition<Payload>): JobQueue<Payload> {
    const { name } = definition;
    const opts = jobOptions(definition);
    this.names.add(name);
    return {
      add: async (...jobs) => {
        if (jobs.length === 0) return;
        const queue = this.openQueue(name);
        const revived = new Set(await revive(queue, new Map(jobs.map(({ id, payload }) => [id, payload]))));
        // One that was revived may be done by now, and its id free: added as well it would be done again.
        const others = jobs.filter(({ id }) => !revived.has(id));
        await queue.addBulk(
          others.map(({ id, payload }) => ({ name, data: payload, opts: { ...opts, jobId: id } })),
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
    this.names.add(name);
    // What is in the queue was added with the same definition.
    const worker = this.backend.worker(
      name,
      async (job) => {
        await this.attempt(name, () => process(job.data as Payload));
        if (job.repeatJobKey) await this.makeUp(name);
      },
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

  /** Given up, and not done since: the newest, of all queues together. */
  async failed(limit: number): Promise<readonly FailedJob[]> {
    const found: FailedJob[] = [];
    for (const name of this.names) found.push(...(await failedJobs(this.openQueue(name), limit)));
    return found.sort((a, b) => b.failedAt.getTime() - a.failedAt.getTime()).slice(0, limit);
  }

  /**
   * Has a job that failed done again, with all its attempts.
   * @returns whether there was one.
   * @throws {UnknownQueue}
   */
  async retry(queue: string, id: string): Promise<boolean> {
    return await reviveOne(this.openKnown(queue), id);
  }

  /**
   * @returns the ids of the jobs that are done again.
   * @throws {UnknownQueue}
   */
  async retryAll(queue: string): Promise<readonly string[]> {
    return await revive(this.openKnown(queue), null);
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

  private async failedCounts(): Promise<ReadonlyMap<string, number>> {
    const counts = new Map<string, number>();
    for (const { name } of this.workers) counts.set(name, await this.openQueue(name).getFailedCount());
    return counts;
  }

  private openKnown(name: string): BackendQueue {
    if (!this.names.has(name)) throw new UnknownQueue(name, this.names);
    return this.openQueue(name);
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

  /** The work is done; that old failures are still shown is no reason to do it again. */
  private async makeUp(name: string): Promise<void> {
    await forgetFailed(this.openQueue(name)).catch((error: Error) => this.observer.troubled(error));
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

/** Nothing is kept of a job that was done: one that is kept keeps its id, and could not be added again. */
function jobOptions({ attemptsMax }: JobQueueDefinition<unknown>): JobsOptions {
  return {
    attempts: attemptsMax,
    backoff: { type: 'exponential', delay: BACKOFF_MS_MIN, jitter: 0.5 },
    removeOnComplete: true,
    removeOnFail: KEEP_FAILED,
  };
}
