export * from './balances-of-all.js';
export * from './past-usage.js';
