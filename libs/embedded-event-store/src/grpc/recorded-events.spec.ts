import fc from 'fast-check';
import type { LogEntry, ReadEntry } from '../engine/log-entry.js';
import { streams, type ReadResp } from './protocol.js';
import { readEvent } from './recorded-events.js';
import { textOf } from './uuids.js';

const MAX_POSITION = 2n ** 63n - 1n;
const bytes = fc.uint8Array({ maxLength: 300 });
const name = fc.string({ unit: 'binary', minLength: 1, maxLength: 200 });

const logEntry: fc.Arbitrary<LogEntry> = fc.record({
  position: fc.bigInt({ min: 1n, max: MAX_POSITION }),
  revision: fc.bigInt({ min: 0n, max: MAX_POSITION }),
  streamName: name,
  id: fc.uuid(),
  type: name,
  isJson: fc.boolean(),
  createdAt: fc.date({ min: new Date(0), max: new Date('9999-12-31T23:59:59.999Z'), noInvalidDate: true }),
  data: bytes,
  metadata: bytes,
});
const readEntry: fc.Arbitrary<ReadEntry> = fc.oneof(
  logEntry,
  fc.tuple(logEntry, fc.option(logEntry)).map(([link, target]) => ({ ...link, target })),
);
const form = fc.constantFrom('string' as const, 'structured' as const);

const decoded = (entry: ReadEntry, uuids: 'string' | 'structured') =>
  streams.ReadResp.deserializeBinary(readEvent(entry, uuids)).getEvent();

function contentOf(event: ReadResp.ReadEvent.RecordedEvent | undefined) {
  if (!event) return null;
  const metadata = event.getMetadataMap();
  return {
    position: event.getCommitPosition(),
    preparePosition: event.getPreparePosition(),
    revision: event.getStreamRevision(),
    streamName: Buffer.from(event.getStreamIdentifier()?.getStreamName_asU8() ?? []).toString('utf8'),
    id: textOf(event.getId()),
    type: metadata.get('type'),
    created: metadata.get('created'),
    contentType: metadata.get('content-type'),
    data: Buffer.from(event.getData_asU8()),
    metadata: Buffer.from(event.getCustomMetadata_asU8()),
  };
}

const contentFor = ({ position, revision, streamName, id, type, createdAt, ...entry }: LogEntry) => ({
  position: position.toString(),
  preparePosition: position.toString(),
  revision: revision.toString(),
  streamName: utf8(streamName),
  id,
  type: utf8(type),
  created: (BigInt(createdAt.getTime()) * 10_000n).toString(),
  contentType: entry.isJson ? 'application/json' : 'application/octet-stream',
  data: Buffer.from(entry.data),
  metadata: Buffer.from(entry.metadata),
});

/** Half a surrogate pair is no character, and comes as the sign for that. */
const utf8 = (text: string) => Buffer.from(text, 'utf8').toString('utf8');

describe('an event that is sent', () => {
  it('is what the generated messages read as that event', () => {
    fc.assert(
      fc.property(logEntry, form, (entry, uuids) => {
        const event = decoded(entry, uuids);
        expect(event?.getCommitPosition()).toBe(entry.position.toString());
        expect(contentOf(event?.getEvent())).toEqual(contentFor(entry));
        expect(event?.hasLink()).toBe(false);
      }),
      { numRuns: 2_000 },
    );
  });

  it('is a link and what it leads to, when that is to be seen', () => {
    fc.assert(
      fc.property(readEntry, form, (entry, uuids) => {
        const { target } = entry;
        const event = decoded(entry, uuids);
        expect(contentOf(event?.getLink())).toEqual(target === undefined ? null : contentFor(entry));
        expect(contentOf(event?.getEvent())).toEqual(target === null ? null : contentFor(target ?? entry));
      }),
      { numRuns: 2_000 },
    );
  });

  it('has its id in the form that the client asked for', () => {
    const [entry] = fc.sample(logEntry, 1) as [LogEntry];
    expect(decoded(entry, 'string')?.getEvent()?.getId()?.hasString()).toBe(true);
    expect(decoded(entry, 'structured')?.getEvent()?.getId()?.hasStructured()).toBe(true);
  });
});
