export * from './quantity.js';
export * from './text.js';
