export * from './api-client.js';
export * from './chromium.js';
export * from './endowed-account.js';
export * from './ledger-command.js';
export * from './small-disk.js';
export * from './token-ledger.js';
export * from './until.js';
