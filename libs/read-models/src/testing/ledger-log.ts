import { openEmbeddedEventStore } from '#libs/embedded-event-store';
import type { EventStore, RecordedEvent } from '#libs/event-store';

export interface LedgerLog {
  readonly store: EventStore;
  /** @returns the position of the last of them. */
  append(events: readonly RecordedEvent[]): Promise<bigint>;
  close(): Promise<void>;
}

/** The real embedded event store, which takes in what a history made in memory. */
export async function openLedgerLog(databaseUrl: string): Promise<LedgerLog> {
  const { store, close } = await openEmbeddedEventStore({ databaseUrl });
  return {
    store,
    append: async (events) => {
      let end = 0n;
      for (const { streamName, revision, ...event } of events) {
        const expectedRevision = revision === 0n ? 'no-stream' : revision - 1n;
        end = (await store.append(streamName, [event], { expectedRevision })).position;
      }
      return end;
    },
    close,
  };
}
