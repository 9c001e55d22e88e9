import { Server, ServerCredentials } from '@grpc/grpc-js';
import { setTimeout as sleep } from 'node:timers/promises';
import type { OpenedEventStore } from '../in-process/open-embedded-event-store.js';
import { PersistentSubscriptions } from '../persistent/persistent-subscriptions.js';
import { appendHandler } from './append.js';
import { batchAppendHandler } from './batch-append.js';
import { gossipHandler } from './gossip.js';
import { OpenCalls } from './open-calls.js';
import { persistentHandlers } from './persistent/persistent-service.js';
import { PersistentSubscriptionsService } from './persistent/persistent-protocol.js';
import { projectionsHandlers } from './projections/projections-handlers.js';
import { GossipService, ProjectionsService, ServerFeaturesService, StreamsService } from './protocol.js';
import { readHandler } from './read.js';
import { deleteHandler, tombstoneHandler } from './remove-stream.js';
import { supportedMethodsHandler } from './server-features.js';

export interface GrpcAddress {
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
}

export type Served = Pick<OpenedEventStore, 'engine' | 'projections'>;

export interface GrpcServer {
  readonly port: number;
  close(): Promise<void>;
}

/** Clients send batches of up to 3 MiB and one event more. */
const receivedMessageBytesMax = 16 * 1_048_576;
const sentMessageBytesMax = 17 * 1_048_576;
/** For appends under way when the server closes; then their connections are dropped. */
const graceMs = 500;

/**
 * Speaks the EventStoreDB protocol for this log, in clear text: meant for loopback.
 * What is not served answers UNIMPLEMENTED, and is not advertised.
 */
export async function serveGrpc(served: Served, { host, port }: GrpcAddress): Promise<GrpcServer> {
  const { engine, projections } = served;
  const server = new Server({
    'grpc.max_receive_message_length': receivedMessageBytesMax,
    'grpc.max_send_message_length': sentMessageBytesMax,
  });
  const openCalls = new OpenCalls();
  const groups = await PersistentSubscriptions.open(engine);
  let boundPort = port;
  server.addService(ServerFeaturesService, { getSupportedMethods: supportedMethodsHandler });
  server.addService(GossipService, { read: gossipHandler(() => ({ host, port: boundPort })) });
  server.addService(StreamsService, {
    read: readHandler(engine, openCalls),
    append: appendHandler(engine),
    batchAppend: batchAppendHandler(engine, openCalls),
    delete: deleteHandler(engine),
    tombstone: tombstoneHandler(engine),
  });
  server.addService(ProjectionsService, projectionsHandlers(projections));
  server.addService(PersistentSubscriptionsService, persistentHandlers(groups, openCalls));
  try {
    boundPort = await listen(server, `${host}:${port}`);
  } catch (error) {
    await groups.close();
    throw error;
  }
  return {
    port: boundPort,
    close: async () => {
      openCalls.endAll();
      const finishing = Promise.all([groups.close(), finished(server)]);
      await Promise.race([finishing, sleep(graceMs, undefined, { ref: false })]);
      server.forceShutdown();
    },
  };
}

/** Calls under way may finish. */
function finished(server: Server): Promise<void> {
  // It reports that the server was never started, or is closed already: either way nothing is under way.
  return new Promise((resolve) => server.tryShutdown(() => resolve()));
}

function listen(server: Server, address: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.bindAsync(address, ServerCredentials.createInsecure(), (error, port) => {
      if (error) reject(error);
      else resolve(port);
    });
  });
}
