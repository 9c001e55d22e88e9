import { UnknownQueue, type Jobs } from '#libs/jobs';
import { EXIT_REFUSED, OperatorError } from '../operator-error.js';
import type { Terminal } from '../terminal/terminal.js';

interface Wanted {
  readonly queue: string;
  /** Null for all that failed. */
  readonly id: string | null;
}

/** @throws {OperatorError} when there is no such queue, or no such job has failed. */
export async function retryFailed(
  jobs: Pick<Jobs, 'retry' | 'retryAll'>,
  wanted: Wanted,
  terminal: Pick<Terminal, 'line'>,
): Promise<void> {
  const { queue } = wanted;
  const retried = await revived(jobs, wanted);
  if (retried.length === 0) throw new OperatorError(nothing(wanted), EXIT_REFUSED);
  for (const id of retried) terminal.line(`${queue} ${id} waits to be done again.`);
}

async function revived(
  jobs: Pick<Jobs, 'retry' | 'retryAll'>,
  { queue, id }: Wanted,
): Promise<readonly string[]> {
  try {
    if (id === null) return await jobs.retryAll(queue);
    return (await jobs.retry(queue, id)) ? [id] : [];
  } catch (error) {
    throw error instanceof UnknownQueue ? new OperatorError(error.message) : error;
  }
}

function nothing({ queue, id }: Wanted): string {
  if (id === null) return `No job of ${queue} has failed.`;
  return `No job ${id} of ${queue} has failed: \`ledger jobs failed\` shows those that have.`;
}
