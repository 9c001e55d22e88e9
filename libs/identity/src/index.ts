export * from './api-keys/api-keys.js';
export { keyPrefix } from './api-keys/key-text.js';
export type { Clock } from './clock.js';
export { migrateIdentity } from './database/identity-database.js';
export * from './identity.js';
export { sameSecret } from './secrets/secret.js';
export { SESSION_AGE_MS_MAX, SESSION_IDLE_MS_MAX } from './sessions/session-lifetime.js';
export * from './sessions/sessions.js';
export * from './users/users.js';
