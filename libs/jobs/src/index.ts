export * from './all-queues.js';
export type { FailedJob } from './failed-jobs.js';
export * from './job-observer.js';
export * from './job-outcomes.js';
export * from './job-queues.js';
export * from './jobs.js';
