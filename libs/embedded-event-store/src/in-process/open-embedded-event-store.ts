import type { EventStore } from '#libs/event-store';
import { EventLog, type EventLogOptions } from '../engine/event-log.js';
import { Projections } from '../projections/projections.js';
import { EmbeddedEventStore } from './embedded-event-store.js';

export interface OpenedEventStore {
  /** For `serveGrpc`, health and metrics. */
  readonly engine: EventLog;
  readonly store: EventStore;
  readonly projections: Projections;
  /** Writes what was accepted, then lets go of the log. */
  close(): Promise<void>;
}

/**
 * Opens the event log in this database, creating it if it is missing.
 * @throws {EventLogInUse} when another process has it open.
 */
export async function openEmbeddedEventStore(options: EventLogOptions): Promise<OpenedEventStore> {
  const engine = await EventLog.open(options);
  try {
    const projections = await Projections.open(engine);
    const close = async () => {
      await projections.close();
      await engine.close();
    };
    return { engine, store: new EmbeddedEventStore(engine), projections, close };
  } catch (error) {
    await engine.close();
    throw error;
  }
}
