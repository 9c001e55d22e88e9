export { EventLogInUse, InvalidAppend } from './engine/errors.js';
export type { EventLog, EventLogOptions } from './engine/event-log.js';
export * from './in-process/open-embedded-event-store.js';
export * from './grpc/serve-grpc.js';
