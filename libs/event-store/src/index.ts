export * from './batched.js';
export * from './event-metadata.js';
export * from './event-store.js';
export * from './event-store-errors.js';
export * from './hash-chain.js';
export * from './json.js';
export * from './json-object-from.js';
export { connectToEventStore, type EventStoreDB } from './eventstoredb/event-store-db.js';
