export * from './token-amount.js';
export * from './threshold.js';
