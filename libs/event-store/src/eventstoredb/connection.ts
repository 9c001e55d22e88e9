import { EventStoreDBClient, type Credentials } from '@eventstore/db-client';

export interface Connection {
  readonly client: EventStoreDBClient;
  /**
   * Given with every append. The client then sends each append by itself, so that one that fails takes no other with
   * it; in its batch mode the pending appends of the whole process share one table, and fail or crash together.
   */
  readonly appendCredentials: Credentials | undefined;
}

/** The client drops credentials on insecure connections, but still takes them as the wish to append one by one. */
const placeholder: Credentials = { username: 'anonymous', password: 'anonymous' };

export function connect(url: string): Connection {
  const client = EventStoreDBClient.connectionString(url);
  const isInsecure = /[?&]tls=false(&|$)/i.test(url);
  return { client, appendCredentials: credentialsIn(url) ?? (isInsecure ? placeholder : undefined) };
}

function credentialsIn(url: string): Credentials | undefined {
  const [, username, password] = /^[a-z+]+:\/\/([^:@/]+):([^@/]+)@/i.exec(url) ?? [];
  if (username === undefined || password === undefined) return undefined;
  return { username: decodeURIComponent(username), password: decodeURIComponent(password) };
}
