import { ErrorCode, type Job, type KeepJobs } from 'bullmq';
import type { BackendQueue } from './job-backend.js';

/**
 * A job that is given up stays, so that the operator sees it and can have it done after all. It keeps its
 * id, and BullMQ adds nothing under an id that is taken: whoever adds jobs revives those that had failed.
 */
export interface FailedJob {
  readonly queue: string;
  readonly id: string;
  readonly payload: unknown;
  readonly reason: string;
  readonly attempts: number;
  readonly failedAt: Date;
}

const DAY_SECONDS = 86_400;
/** Of one queue. When more fail, the oldest are forgotten. */
export const FAILED_JOBS_MAX = 1_000;
export const KEEP_FAILED: KeepJobs = { age: 30 * DAY_SECONDS, count: FAILED_JOBS_MAX };

const REVIVED_AT_A_TIME = 20;
/** Somebody else has revived it, or it was forgotten. */
const GONE = new Set<unknown>([ErrorCode.JobNotExist, ErrorCode.JobNotInState]);

/** The newest first. */
export async function failedJobs(queue: BackendQueue, limit: number): Promise<readonly FailedJob[]> {
  if (limit < 1) return [];
  const jobs = await queue.getFailed(0, limit - 1);
  return jobs.map((job) => ({
    queue: queue.name,
    id: String(job.id),
    payload: job.data,
    reason: job.failedReason ?? '',
    attempts: job.attemptsMade,
    failedAt: new Date(job.finishedOn ?? job.timestamp),
  }));
}

/** @returns the ids of those that had failed, and now wait with all their attempts before them. */
export async function revive(
  queue: BackendQueue,
  payloads: ReadonlyMap<string, unknown> | null,
): Promise<readonly string[]> {
  const failed = await queue.getRanges(['failed'], 0, -1);
  const wanted = payloads ? failed.filter((id) => payloads.has(id)) : failed;
  const revived: string[] = [];
  for (let index = 0; index < wanted.length; index += REVIVED_AT_A_TIME) {
    const some = wanted.slice(index, index + REVIVED_AT_A_TIME);
    const outcomes = await Promise.all(some.map((id) => reviveOne(queue, id, payloads?.get(id))));
    revived.push(...some.filter((_, place) => outcomes[place]));
  }
  return revived;
}

/** @param payload what it is to be done with, unless that is as it was. */
export async function reviveOne(queue: BackendQueue, id: string, payload?: unknown): Promise<boolean> {
  const job: Job<unknown> | undefined = await queue.getJob(id);
  if (!job) return false;
  try {
    if (payload !== undefined) await job.updateData(payload);
    await job.retry('failed', { resetAttemptsMade: true, resetAttemptsStarted: true });
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && GONE.has(error.code)) return false;
    throw error;
  }
}

/** A repeated job that was done makes up for those before it. */
export async function forgetFailed(queue: BackendQueue): Promise<void> {
  await queue.clean(0, FAILED_JOBS_MAX, 'failed');
}
