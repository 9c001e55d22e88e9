import { credentials } from '@grpc/grpc-js';
import { EventStoreDBClient } from '@eventstore/db-client';
import streamsService from '@eventstore/db-client/generated/streams_grpc_pb.js';
import type { EventLogOptions } from '../engine/event-log.js';
import { shared, streams, type BatchAppendReq, type ReadReq, type ReadResp } from '../grpc/protocol.js';
import { serveGrpc } from '../grpc/serve-grpc.js';
import { identifierOf } from '../grpc/stream-names.js';
import { uuidOf } from '../grpc/uuids.js';
import { openTestLog, type TestLog } from './open-test-log.js';

export interface ServedLog {
  readonly log: TestLog;
  readonly url: string;
  /** As everybody uses the server. */
  readonly client: EventStoreDBClient;
  /** For what that client never sends. */
  readonly raw: InstanceType<typeof streamsService.StreamsClient>;
  stopServing(): Promise<void>;
  dispose(): Promise<void>;
}

export async function serveTestLog(options: Partial<EventLogOptions> = {}): Promise<ServedLog> {
  const log = await openTestLog(options);
  const server = await serveGrpc(log, { host: '127.0.0.1', port: 0 });
  const address = `127.0.0.1:${server.port}`;
  const url = `esdb://${address}?tls=false`;
  const client = EventStoreDBClient.connectionString(url);
  const raw = new streamsService.StreamsClient(address, credentials.createInsecure());
  return {
    log,
    url,
    client,
    raw,
    stopServing: () => server.close(),
    dispose: async () => {
      await client.dispose();
      raw.close();
      await server.close();
      await log.dispose();
    },
  };
}

export function proposed(id: string, data = '{}'): BatchAppendReq.ProposedMessage {
  const message = new streams.BatchAppendReq.ProposedMessage().setId(uuidOf(id)).setData(Buffer.from(data));
  message.getMetadataMap().set('type', 'Proposed').set('content-type', 'application/json');
  return message;
}

/** A read of the whole log from its start, to be changed by the test. */
export function readAllOptions(): ReadReq.Options {
  return new streams.ReadReq.Options()
    .setAll(new streams.ReadReq.Options.AllOptions().setStart(new shared.Empty()))
    .setCount('9007199254740991')
    .setNoFilter(new shared.Empty())
    .setUuidOption(new streams.ReadReq.Options.UUIDOption().setString(new shared.Empty()));
}

export function readStreamOptions(streamName: string): ReadReq.Options {
  const stream = new streams.ReadReq.Options.StreamOptions()
    .setStreamIdentifier(identifierOf(streamName))
    .setStart(new shared.Empty());
  return readAllOptions().setStream(stream);
}

/** Every message of a read that ends by itself. */
export async function readRaw(raw: ServedLog['raw'], options: ReadReq.Options): Promise<ReadResp[]> {
  const messages: ReadResp[] = [];
  for await (const message of raw.read(new streams.ReadReq().setOptions(options))) {
    messages.push(message as ReadResp); // the stream is typed as `any`
  }
  return messages;
}
