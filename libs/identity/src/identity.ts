import { ApiKeys } from './api-keys/api-keys.js';
import { systemClock, type Clock } from './clock.js';
import { connectToIdentity } from './database/identity-database.js';
import { NotificationReaders } from './notifications/notification-readers.js';
import { Sessions } from './sessions/sessions.js';
import { Users } from './users/users.js';

/** Who may come in: people with e-mail and password, their sessions, and the API keys of services. */
export interface Identity {
  readonly users: Users;
  readonly sessions: Sessions;
  readonly apiKeys: ApiKeys;
  /** What they have read of what accounts are told. */
  readonly notificationReaders: NotificationReaders;
  /** Rejects when Postgres does not answer. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** The schema must be there, see `migrateIdentity`. */
export async function openIdentity(databaseUrl: string, clock: Clock = systemClock): Promise<Identity> {
  const database = await connectToIdentity(databaseUrl);
  const users = new Users(database, clock);
  return {
    users,
    sessions: new Sessions(database, users, clock),
    apiKeys: new ApiKeys(database, clock),
    notificationReaders: new NotificationReaders(database),
    ping: async () => void (await database.query('SELECT 1')),
    close: () => database.destroy(),
  };
}
