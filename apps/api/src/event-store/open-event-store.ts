import { openEmbeddedEventStore, serveGrpc, type GrpcServer } from '#libs/embedded-event-store';
import { connectToEventStore, type EventStore } from '#libs/event-store';
import type { Configuration, Logger } from '#libs/platform';
import { logVerbosity, setLogVerbosity } from '@grpc/grpc-js';
import { explainPortInUse } from '../http/port-in-use.js';

export interface OpenEventStore {
  readonly eventStore: EventStore;
  /** Where other processes reach the embedded event store; null when it is not embedded. */
  readonly grpcPort: number | null;
  close(): Promise<void>;
}

const LOOPBACK = '127.0.0.1';

/** The event store that the configuration names, or else the embedded one, served to others over gRPC. */
export async function openEventStore(configuration: Configuration, logger: Logger): Promise<OpenEventStore> {
  const { EVENT_STORE_URL } = configuration;
  return EVENT_STORE_URL === undefined
    ? await openEmbedded(configuration, logger)
    : await connectTo(EVENT_STORE_URL);
}

async function connectTo(url: string): Promise<OpenEventStore> {
  const eventStore = connectToEventStore(url);
  const close = () => eventStore.close();
  try {
    await eventStore.warmUp();
  } catch (error) {
    await close();
    throw error;
  }
  return { eventStore, grpcPort: null, close };
}

async function openEmbedded(configuration: Configuration, logger: Logger): Promise<OpenEventStore> {
  const embedded = await openEmbeddedEventStore({
    databaseUrl: configuration.DATABASE_URL,
    report: (message, error) => logger.warn({ err: error, context: 'EventLog' }, message),
  });
  let grpc: GrpcServer;
  setLogVerbosity(logVerbosity.NONE); // it would print beside our log what comes to us as an error anyway
  try {
    const port = configuration.EMBEDDED_EVENT_STORE_PORT;
    grpc = await serveGrpc(embedded, { host: LOOPBACK, port }).catch(
      explainPortInUse('EMBEDDED_EVENT_STORE_PORT', { host: LOOPBACK, port }),
    );
  } catch (error) {
    await embedded.close();
    throw error;
  }
  const close = async () => {
    await grpc.close();
    await embedded.close();
  };
  return { eventStore: embedded.store, grpcPort: grpc.port, close };
}
