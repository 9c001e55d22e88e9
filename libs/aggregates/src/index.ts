export * from './aggregate-kind.js';
export * from './aggregate-kinds.js';
export * from './aggregates.js';
export * from './command-request.js';
export * from './operation-lookup.js';
export * from './postgres-snapshots.js';
export * from './snapshots.js';
export type { PastOperation } from './remembered-operations.js';
export { domainEvent } from './loaded-aggregate.js';
