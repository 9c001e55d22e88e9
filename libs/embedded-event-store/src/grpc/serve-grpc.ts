import { Server, ServerCredentials } from '@grpc/grpc-js';
import { setTimeout as sleep } from 'node:timers/promises';
import { Gate } from '../access/gate.js';
import type { Logins } from '../access/logins.js';
import { openFrontDoor, type TlsFiles } from '../door/front-door.js';
import type { Load } from '../door/load.js';
import { httpAnswers } from '../door/http-answers.js';
import type { OpenedEventStore } from '../in-process/open-embedded-event-store.js';
import { PersistentSubscriptions } from '../persistent/persistent-subscriptions.js';
import { appendHandler } from './append.js';
import { batchAppendHandler } from './batch-append.js';
import { standBefore } from './before-grpc.js';
import { CallLimit } from './call-limit.js';
import { checked } from './checked-service.js';
import { gossipHandler } from './gossip.js';
import { Intake } from './intake.js';
import { OpenCalls } from './open-calls.js';
import { persistentHandlers } from './persistent/persistent-service.js';
import { PersistentSubscriptionsService } from './persistent/persistent-protocol.js';
import { projectionsHandlers } from './projections/projections-handlers.js';
import { announcesPlainMessages, takesPlainMessages } from './plain-messages.js';
import { GossipService, ProjectionsService, ServerFeaturesService } from './protocol.js';
import { readHandler } from './read.js';
import { deleteHandler, tombstoneHandler } from './remove-stream.js';
import { ServedStreams } from './streams-service.js';
import { supportedMethodsHandler } from './server-features.js';

export interface GrpcAddress {
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  /** Absent: clear text. */
  readonly tls?: TlsFiles;
  /** Absent: insecure, and everybody who reaches the port is an administrator. Only for loopback. */
  readonly logins?: Logins;
}

export type Served = Pick<OpenedEventStore, 'engine' | 'projections'>;

export interface GrpcServer {
  readonly port: number;
  load(): Load;
  close(): Promise<void>;
}

/** Clients send batches of up to 3 MiB and one event more. */
const receivedMessageBytesMax = 16 * 1_048_576;
const sentMessageBytesMax = 17 * 1_048_576;
/** For appends under way when the server closes; then their connections are dropped. */
const graceMs = 500;
/** For each connection; a client that wants more waits. */
const concurrentCallsMax = 4_096;
/** As EventStoreDB: who does not answer a ping is gone. */
const keepaliveMs = 10_000;

/**
 * Speaks the EventStoreDB protocol for this log, and a little HTTP/1.1 on the same port.
 * What is not served answers UNIMPLEMENTED, and is not advertised.
 */
export async function serveGrpc(served: Served, address: GrpcAddress): Promise<GrpcServer> {
  const { engine, projections } = served;
  const { host, port, tls, logins } = address;
  const gate = new Gate(engine, logins ?? null);
  const calls = new CallLimit();
  const intake = new Intake(engine.maxAppendBytes);
  const server = new Server({
    interceptors: [announcesPlainMessages, ...gate.interceptors],
    'grpc.keepalive_time_ms': keepaliveMs,
    'grpc.keepalive_timeout_ms': keepaliveMs,
    'grpc.max_concurrent_streams': concurrentCallsMax,
    'grpc.max_receive_message_length': receivedMessageBytesMax,
    'grpc.max_send_message_length': sentMessageBytesMax,
  });
  const openCalls = new OpenCalls();
  const groups = await PersistentSubscriptions.open(engine);
  let boundPort = port;
  server.addService(checked(ServerFeaturesService), { getSupportedMethods: supportedMethodsHandler });
  server.addService(checked(GossipService), { read: gossipHandler(() => ({ host, port: boundPort })) });
  server.addService(ServedStreams, {
    read: readHandler(gate, openCalls),
    append: appendHandler(engine, intake),
    batchAppend: batchAppendHandler(gate, intake, openCalls),
    delete: deleteHandler(engine),
    tombstone: tombstoneHandler(engine),
  });
  server.addService(checked(ProjectionsService), projectionsHandlers(projections));
  server.addService(checked(PersistentSubscriptionsService), persistentHandlers(groups, gate, openCalls));
  const grpc = server.createConnectionInjector(ServerCredentials.createInsecure());
  standBefore(server, (stream, headers) => takesPlainMessages(stream, headers) && calls.takes(stream));
  const load = () => ({
    connections: door.connections,
    openCalls: calls.openCalls,
    arrivingBytes: intake.heldBytes,
  });
  const http = httpAnswers({ log: engine, gate, load });
  const door = await openFrontDoor({ host, port, tls: tls ?? null, grpc, http }).catch(
    async (error: unknown) => {
      await groups.close();
      throw error;
    },
  );
  boundPort = door.port;
  return {
    port: boundPort,
    load,
    close: async () => {
      door.shut();
      openCalls.endAll();
      const finishing = Promise.all([groups.close(), finished(server)]);
      await Promise.race([finishing, sleep(graceMs, undefined, { ref: false })]);
      grpc.destroy();
      server.forceShutdown();
      door.clear();
    },
  };
}

/** Calls under way may finish. */
function finished(server: Server): Promise<void> {
  // It reports that the server was never started, or is closed already: either way nothing is under way.
  return new Promise((resolve) => server.tryShutdown(() => resolve()));
}
