export * from './token-amount.js';
