import type { EventStore } from '#libs/event-store';
import { migrateIdentity, openIdentity, type Identity } from '#libs/identity';
import type { Configuration, Logger } from '#libs/platform';
import type { Clock } from './clock/clock.module.js';
import { openEventStore } from './event-store/open-event-store.js';
import { openPayments, type OpenPayments } from './payments/open-payments.js';
import { openReadModels, type ReadModels } from './read-models/open-read-models.js';

/** What the API stands on: opened before it, and closed after it in the opposite order. */
export interface Resources extends OpenPayments {
  readonly eventStore: EventStore;
  /** Where other processes reach the embedded event store; null when it is not embedded. */
  readonly grpcPort: number | null;
  readonly identity: Identity;
  readonly readModels: ReadModels;
  close(): Promise<void>;
}

export interface ResourceParts {
  readonly configuration: Configuration;
  readonly logger: Logger;
  readonly clock?: Clock;
}

type Close = () => Promise<void>;

/** Brings the schemas up to date and opens everything; closes what is open when something fails. */
export async function openResources(parts: ResourceParts): Promise<Resources> {
  const { configuration, logger } = parts;
  const opened: Close[] = [];
  const close = () => closeAll(opened);
  try {
    await migrateIdentity(configuration.DATABASE_URL);
    const identity = await openIdentity(configuration.DATABASE_URL);
    opened.push(() => identity.close());
    const readModels = await openReadModels(configuration.DATABASE_URL);
    opened.push(() => readModels.close());
    const { eventStore, grpcPort, close: closeEventStore } = await openEventStore(configuration, logger);
    opened.push(closeEventStore);
    const opening = await openPayments(parts);
    opened.push(() => opening.payments.close());
    return { identity, readModels, eventStore, grpcPort, ...opening, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function closeAll(opened: Close[]): Promise<void> {
  for (let close = opened.pop(); close; close = opened.pop()) await close();
}
