import type { EventStore } from '#libs/event-store';
import { EventLog, type EventLogOptions } from '../engine/event-log.js';
import { EmbeddedEventStore } from './embedded-event-store.js';

export interface OpenedEventStore {
  /** For `serveGrpc`, health and metrics. */
  readonly engine: EventLog;
  readonly store: EventStore;
  /** Writes what was accepted, then lets go of the log. */
  close(): Promise<void>;
}

/**
 * Opens the event log in this database, creating it if it is missing.
 * @throws {EventLogInUse} when another process has it open.
 */
export async function openEmbeddedEventStore(options: EventLogOptions): Promise<OpenedEventStore> {
  const engine = await EventLog.open(options);
  return { engine, store: new EmbeddedEventStore(engine), close: () => engine.close() };
}
