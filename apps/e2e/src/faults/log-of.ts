import { connectToEventStore, type EventStore, type RecordedEvent } from '#libs/event-store';
import { streamName } from '#libs/ledger';
import type { TokenLedger } from '../system/index.js';

const connections = new Map<string, EventStore>();

/** The log of a running instance, over gRPC. */
export function logOf({ eventStoreUrl }: TokenLedger): EventStore {
  const connection = connections.get(eventStoreUrl) ?? connectToEventStore(eventStoreUrl);
  connections.set(eventStoreUrl, connection);
  return connection;
}

/** The events of an account, read as an auditor would. */
export async function eventsOf(ledger: TokenLedger, accountId: string): Promise<readonly RecordedEvent[]> {
  const events: RecordedEvent[] = [];
  for await (const event of logOf(ledger).readStream(streamName('account', accountId))) events.push(event);
  return events;
}

export async function closeLog(): Promise<void> {
  for (const connection of connections.values()) await connection.close();
  connections.clear();
}

/** Ids of the operations that consumed, as often as they did. */
export function consumedOperations(events: readonly RecordedEvent[]): readonly string[] {
  return events
    .filter(({ type }) => type === 'TokensConsumed')
    .map(({ data }) => String(data['operationId']));
}
