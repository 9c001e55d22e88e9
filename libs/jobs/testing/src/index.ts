export * from './job-backends.js';
export * from './recorded-jobs.js';
export * from './redis-server.js';
