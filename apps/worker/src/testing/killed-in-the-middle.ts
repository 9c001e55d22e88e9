import type { Interference } from './small-api.js';
import type { WorkerProcess } from './worker-process.js';

/**
 * What was asked for is carried out, and the worker dies before it hears so. Order it in the same
 * breath as the worker: one that is up may have asked already.
 */
export function killedInTheMiddle(starting: Promise<WorkerProcess>): Interference {
  return async (_, { carryOut }) => {
    await carryOut();
    (await starting).kill('SIGKILL');
  };
}
