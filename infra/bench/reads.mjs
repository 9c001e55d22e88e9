import { randomUUID } from 'node:crypto';
import { connect } from 'node:http2';
import { performance } from 'node:perf_hooks';

const STREAM = 'bench-read';
const AT_ONCE = 500;

/** A stream of so many events, as metered consumptions are about the size of. */
export async function fill(client, jsonEvent, count) {
  let left = count;
  const write = async () => {
    while (left > 0) {
      const size = Math.min(AT_ONCE, left);
      left -= size;
      await client.appendToStream(
        STREAM,
        Array.from({ length: size }, () => jsonEvent({
          id: randomUUID(),
          type: 'TokensConsumed',
          data: { operationId: randomUUID(), model: 'gpt-5-nano', feature: 'ai_bots', units: '100', tokens: '250.000000' },
          metadata: { actor: 'bench', previousHash: '0'.repeat(64) },
        })),
      );
    }
  };
  await Promise.all(Array.from({ length: 4 }, write));
}

/** As the official client reads: every event decoded. */
export async function readDecoded(client) {
  const from = performance.now();
  let seen = 0;
  for await (const { event } of client.readStream(STREAM)) if (event) seen += 1;
  return { seen, perSecond: seen / ((performance.now() - from) / 1000) };
}

/** The same bytes, thrown away. */
export async function readRaw(origin, encodeReadRequest, seen) {
  const session = connect(origin, { settings: { initialWindowSize: 8 * 1024 * 1024 } });
  const from = performance.now();
  const call = session.request({
    ':method': 'POST',
    ':path': '/event_store.client.streams.Streams/Read',
    'content-type': 'application/grpc',
    te: 'trailers',
  });
  const message = Buffer.from(encodeReadRequest(STREAM));
  const frame = Buffer.alloc(5);
  frame.writeUInt32BE(message.length, 1);
  call.end(Buffer.concat([frame, message]));
  let bytes = 0;
  await new Promise((resolve, reject) => {
    call.on('data', (chunk) => (bytes += chunk.length)).once('end', resolve).once('error', reject);
  });
  session.close();
  const seconds = (performance.now() - from) / 1000;
  return { bytes, perSecond: seen / seconds };
}
