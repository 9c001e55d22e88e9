import { randomUUID } from 'node:crypto';
import { status } from '@grpc/grpc-js';
import { binaryEvent, jsonEvent } from '@eventstore/db-client';
import {
  readAllOptions,
  readRaw,
  readStreamOptions,
  serveTestLog,
  type ServedLog,
} from '../testing/serve-test-log.js';
import { shared, streams } from './protocol.js';
import { textOf } from './uuids.js';

let served: ServedLog;
beforeAll(async () => (served = await serveTestLog()));
afterAll(() => served.dispose());

const { FilterOptions, UUIDOption, AllOptions } = streams.ReadReq.Options;

it('tells when an event was recorded, in steps of 100 nanoseconds', async () => {
  const before = Date.now();
  await served.client.appendToStream('timed', jsonEvent({ type: 'Timed', data: {} }));
  const [message] = await readRaw(served.raw, readStreamOptions('timed'));
  const created = message?.getEvent()?.getEvent()?.getMetadataMap().get('created') ?? '';
  expect(BigInt(created)).toBeGreaterThanOrEqual(BigInt(before) * 10_000n);
  expect(BigInt(created)).toBeLessThanOrEqual(BigInt(Date.now()) * 10_000n);
});

it('gives ids in the form that was asked for', async () => {
  const id = 'f81d4fae-7dec-41d0-8765-00a0c91e6bf6';
  await served.client.appendToStream('ids', jsonEvent({ id, type: 'Identified', data: {} }));
  const structured = new UUIDOption().setStructured(new shared.Empty());
  const [message] = await readRaw(served.raw, readStreamOptions('ids').setUuidOption(structured));
  const uuid = message?.getEvent()?.getEvent()?.getId();
  expect(uuid?.hasStructured()).toBe(true);
  expect(textOf(uuid)).toBe(id);
});

it('gives back bytes as bytes, and JSON that is none as it came', async () => {
  const bytes = Uint8Array.from([0, 255, 128, 10]);
  await served.client.appendToStream('bytes', binaryEvent({ type: 'Bytes', data: bytes, metadata: bytes }));
  for await (const { event } of served.client.readStream('bytes')) {
    expect(event).toMatchObject({ isJson: false, data: bytes, metadata: bytes });
  }
  await served.log.engine.append({
    streamName: 'malformed',
    expectedRevision: 'any',
    events: [
      {
        id: randomUUID(),
        type: 'Malformed',
        isJson: true,
        data: Buffer.from('{"a":'),
        metadata: Buffer.alloc(0),
      },
    ],
  });
  for await (const { event } of served.client.readStream('malformed')) {
    expect(event).toMatchObject({ isJson: true, data: '{"a":' });
  }
});

it('filters reads of the log, counting what passes', async () => {
  await served.client.appendToStream(
    'filtered-1',
    [1, 2, 3].map(() => jsonEvent({ type: 'Wanted', data: {} })),
  );
  await served.client.appendToStream('filtered-1', jsonEvent({ type: 'Other', data: {} }));
  const expression = new FilterOptions.Expression().setPrefixList(['Want']);
  const filter = new FilterOptions().setEventType(expression).setCount(new shared.Empty());
  const options = () => readAllOptions().setFilter(filter.setCheckpointintervalmultiplier(1));
  expect(await readRaw(served.raw, options())).toHaveLength(3);
  expect(await readRaw(served.raw, options().setCount('2'))).toHaveLength(2);
});

it('answers a missing stream in a message, and ends normally', async () => {
  const [message] = await readRaw(served.raw, readStreamOptions('nowhere'));
  expect(message?.hasStreamNotFound()).toBe(true);
});

it.each([
  ['no events', () => readAllOptions().setCount('0'), status.UNKNOWN],
  [
    'forwards from the end',
    () => readAllOptions().setAll(new AllOptions().setEnd(new shared.Empty())),
    status.UNKNOWN,
  ],
  ['a stream without a name', () => readStreamOptions(''), status.INVALID_ARGUMENT],
  ['a pattern that is none', () => readAllOptions().setFilter(typePattern('(')), status.INVALID_ARGUMENT],
  [
    'a pattern that only backtracking understands',
    () => readAllOptions().setFilter(typePattern('(a)\\1')),
    status.INVALID_ARGUMENT,
  ],
  [
    'a pattern that is too large',
    () => readAllOptions().setFilter(typePattern('(a{30}|b){40}')),
    status.INVALID_ARGUMENT,
  ],
  [
    'checkpoints at no interval',
    () =>
      readAllOptions().setFilter(
        new FilterOptions().setEventType(new FilterOptions.Expression()).setCheckpointintervalmultiplier(0),
      ),
    status.INVALID_ARGUMENT,
  ],
])('refuses to read %s', async (_title, options, code) => {
  await expect(readRaw(served.raw, options())).rejects.toMatchObject({ code });
});

it('stops reading for a client that has left', async () => {
  const events = Array.from({ length: 500 }, () =>
    jsonEvent({ type: 'Long', data: { text: 'x'.repeat(1_000) } }),
  );
  await served.client.appendToStream('long', events);
  for (let round = 0; round < 20; round += 1) {
    const reading = served.client.readStream('long');
    for await (const { event } of reading) if (event?.revision === 3n) break;
    await reading.cancel();
  }
  expect(await readRaw(served.raw, readStreamOptions('long'))).toHaveLength(500);
});

function typePattern(pattern: string) {
  return new FilterOptions()
    .setEventType(new FilterOptions.Expression().setRegex(pattern))
    .setMax(1)
    .setCheckpointintervalmultiplier(1);
}
