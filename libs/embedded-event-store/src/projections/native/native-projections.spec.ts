import type { LogEntry, ReadEntry } from '../../engine/log-entry.js';
import { InvalidQuery } from '../errors.js';
import { nativeProjections } from './native-projections.js';
import { isProjected } from './projected-event.js';

const happened: LogEntry = {
  position: 7n,
  streamName: 'order-1-a',
  revision: 3n,
  id: '00000000-0000-4000-8000-000000000001',
  type: 'Happened',
  createdAt: new Date('2026-01-02T03:04:05.678Z'),
  isJson: true,
  data: Buffer.from('{}'),
  metadata: Buffer.from('{"$correlationId":"c1"}'),
};
const event = (fields: Partial<ReadEntry> = {}): ReadEntry => ({ ...happened, ...fields });
const text = (value: string) => Buffer.from(value);
const metadata = (data: string) =>
  event({ streamName: '$$order-1', revision: 0n, type: '$metadata', data: text(data), metadata: text('') });

function emitted(name: string, entry: ReadEntry, query?: string) {
  const projection = nativeProjections.find((each) => each.name === name);
  if (!projection) throw new Error(`There is no ${name}.`);
  return projection.emits(query ?? projection.query)(entry);
}

const removal = metadata('{"$tb":9223372036854775807}');
const tombstone = event({ streamName: 'order-1', type: '$streamDeleted', revision: 2n ** 63n - 1n });
const link = (target: ReadEntry | null | undefined) =>
  event({
    streamName: 'list-1',
    type: '$>',
    data: text('0@nonsense'),
    ...(target !== undefined && { target }),
  });

describe('$by_category', () => {
  it.each<[string, ReadEntry, unknown]>([
    ['an event', event(), ['$ce-order', '3@order-1-a', { $o: 'order-1-a' }]],
    ['metadata', metadata('{}'), ['$ce-order', '0@$$order-1', { $o: 'order-1' }]],
    ['a deletion', removal, ['$ce-order', '0@$$order-1', { $o: 'order-1', $deleted: -1 }]],
    ['a tombstone', tombstone, ['$ce-order', '9223372036854775807@order-1', { $o: 'order-1', $deleted: -1 }]],
    ['a link', link(event()), ['$ce-list', '3@order-1-a', { $o: 'list-1' }]],
    ['a link that makes no sense', link(undefined), ['$ce-list', '0@nonsense', { $o: 'list-1' }]],
    ['a link to what is not there', link(null), null],
    ['a stream without a category', event({ streamName: 'order' }), null],
    ['a stream that begins with the separator', event({ streamName: '-order' }), null],
  ])('links to %s', (_title, entry, expected) => {
    const emission = emitted('$by_category', entry);
    expect(emission && [emission.streamName, emission.data, emission.extra]).toEqual(expected);
  });

  it.each([
    ['first\r\n-', '$ce-order'],
    ['last\n-', '$ce-order-1'],
    ['-', '$ce-order-1'],
    ['First\n1', '$ce-order-'],
  ])('categorizes by %j', (query, streamName) => {
    expect(emitted('$by_category', event(), query)).toMatchObject({ streamName });
  });

  it.each(['', 'middle\n-', 'first', 'first\n--', 'first\n-\n-'])('refuses the query %j', (query) => {
    expect(() => emitted('$by_category', event(), query)).toThrow(InvalidQuery);
  });
});

describe('$by_event_type', () => {
  it.each<[string, ReadEntry, unknown]>([
    ['an event', event(), ['$et-Happened', '3@order-1-a', {}]],
    ['metadata', metadata('{}'), ['$et-$metadata', '0@order-1', {}]],
    ['a deletion', removal, ['$et-$deleted', '0@order-1', { $deleted: -1 }]],
    ['a tombstone', tombstone, ['$et-$deleted', '9223372036854775807@order-1', { $deleted: -1 }]],
    ['a link', link(undefined), null],
  ])('links to %s', (_title, entry, expected) => {
    const emission = emitted('$by_event_type', entry);
    expect(emission && [emission.streamName, emission.data, emission.extra]).toEqual(expected);
  });
});

describe('$streams and $stream_by_category', () => {
  it('tell of the first event of a stream', () => {
    const first = event({ revision: 0n });
    expect(emitted('$streams', first)).toMatchObject({
      streamName: '$streams',
      type: '$>',
      data: '0@order-1-a',
    });
    expect(emitted('$stream_by_category', first)).toMatchObject({
      streamName: '$category-order',
      type: '$@',
      data: 'order-1-a',
    });
  });

  it.each(['$streams', '$stream_by_category'])('%s tells of no other', (name) => {
    expect(emitted(name, event())).toBeNull();
  });

  it('tell of metastreams among all streams, but not in categories', () => {
    expect(emitted('$streams', metadata('{}'))).toMatchObject({ data: '0@$$order-1' });
    expect(emitted('$stream_by_category', metadata('{}'))).toBeNull();
  });
});

describe('$by_correlation_id', () => {
  it('links to what belongs together', () => {
    expect(emitted('$by_correlation_id', event())).toEqual({
      streamName: '$bc-c1',
      type: '$>',
      data: '3@order-1-a',
      extra: { $eventTimestamp: '2026-01-02T03:04:05.678000Z' },
    });
  });

  it.each(['', 'no JSON', '[]', '{}', '{"$correlationId":1}'])('passes over metadata %j', (bytes) => {
    expect(emitted('$by_correlation_id', event({ metadata: text(bytes) }))).toBeNull();
  });

  it('reads the property that its query names', () => {
    const own = event({ metadata: text('{"request":"r"}') });
    expect(emitted('$by_correlation_id', own, '{"correlationIdProperty":"request"}')).toMatchObject({
      streamName: '$bc-r',
    });
    expect(() => emitted('$by_correlation_id', own, '{}')).toThrow(InvalidQuery);
  });
});

it.each([
  ['order-1', true],
  ['$$order-1', true],
  ['$ce-order', false],
  ['$$$ce-order', false],
  ['$projections-$by_category', false],
])('events of %s are projected: %s', (streamName, expected) => {
  expect(isProjected(event({ streamName }))).toBe(expected);
});
