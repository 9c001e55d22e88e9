import { UnrecoverableError } from 'bullmq';

/** Thrown by a processor when trying again would change nothing: the job is given up at once. */
export class JobRefused extends UnrecoverableError {
  override readonly name = 'JobRefused';
}

/**
 * Thrown by a processor when nothing is wrong with the job, but what all jobs of the queue need is away.
 * None of them is tried for a while, in any process, and no attempt counts.
 */
export class QueueMustWait extends Error {
  override readonly name = 'QueueMustWait';

  constructor(
    reason: string,
    readonly waitMs: number,
  ) {
    super(reason);
  }
}
