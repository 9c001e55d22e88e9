import { connectToEventStore, type EventStore, type RecordedEvent } from '#libs/event-store';
import { streamName } from '#libs/ledger';
import type { TokenLedger } from '../system/index.js';

const connections = new Map<string, EventStore>();

/** The events of an account, read over gRPC as an auditor would. */
export async function eventsOf(
  { eventStoreUrl }: TokenLedger,
  accountId: string,
): Promise<readonly RecordedEvent[]> {
  const connection = connections.get(eventStoreUrl) ?? connectToEventStore(eventStoreUrl);
  connections.set(eventStoreUrl, connection);
  const events: RecordedEvent[] = [];
  for await (const event of connection.readStream(streamName('account', accountId))) events.push(event);
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
