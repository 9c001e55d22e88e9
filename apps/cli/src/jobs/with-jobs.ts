import { Jobs, type JobObserver } from '#libs/jobs';
import { setTimeout as pause } from 'node:timers/promises';
import { findInstance } from '../find-instance.js';
import { OperatorError } from '../operator-error.js';
import { checkedConfiguration } from '../up/environment.js';

/** Redis that is away is waited for; an operator is not to wait for ever. */
const ANSWER_MS_MAX = 5_000;

/**
 * Jobs where the worker has them.
 * @throws {OperatorError} when that cannot be found, or does not answer.
 */
export async function withJobs(
  data: string,
  work: (jobs: Jobs) => Promise<void>,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<void> {
  const DATABASE_URL = environment['DATABASE_URL'] || findInstance(data, environment).databaseUrl;
  const configuration = checkedConfiguration({ ...environment, DATABASE_URL });
  const jobs = await Jobs.open(configuration, SILENT);
  try {
    await answering(jobs, configuration.REDIS_URL);
    await work(jobs);
  } finally {
    await jobs.close();
  }
}

async function answering(jobs: Jobs, redisUrl: string | undefined): Promise<void> {
  const tooLate = pause(ANSWER_MS_MAX, 'too late' as const, { ref: false });
  if ((await Promise.race([jobs.ping(), tooLate])) !== 'too late') return;
  const where = redisUrl ? `Redis (REDIS_URL, ${new URL(redisUrl).host})` : 'Postgres (DATABASE_URL)';
  throw new OperatorError(`${where} does not answer. Check that it runs, and the variable.`);
}

/** What goes wrong here is what the command itself rejects with. */
const SILENT: JobObserver = {
  completed: () => undefined,
  failed: () => undefined,
  abandoned: () => undefined,
  waits: () => undefined,
  troubled: () => undefined,
};
