export * from './balances-of-all.js';
