export { EventLogInUse, InvalidAppend } from './engine/errors.js';
export type { EventLog, EventLogOptions } from './engine/event-log.js';
export * from './in-process/open-embedded-event-store.js';
export * from './grpc/serve-grpc.js';
export { Logins } from './access/logins.js';
export * from './access/default-users.js';
export type { TlsFiles } from './door/front-door.js';
