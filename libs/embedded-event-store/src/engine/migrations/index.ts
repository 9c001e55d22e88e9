import { createLog } from './001-log.js';
import { refuseChanges } from './002-append-only.js';

/** In order, for ever: a migration that has run anywhere is never changed. */
export const migrations: readonly { readonly number: number; readonly sql: string }[] = [
  { number: 1, sql: createLog },
  { number: 2, sql: refuseChanges },
];
