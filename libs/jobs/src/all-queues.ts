import * as definitions from './job-queues.js';
import type { JobQueueDefinition } from './job-queues.js';

/** Every queue there is: whoever looks for failed jobs has not opened any of them. */
export const ALL_QUEUES: readonly JobQueueDefinition<unknown>[] = Object.values(definitions);
