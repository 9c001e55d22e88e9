export * from './job-observer.js';
export * from './job-outcomes.js';
export * from './job-queues.js';
export * from './jobs.js';
