import type { ReadEntry } from '../engine/log-entry.js';
import type { ConsumerStrategy, GroupDefinition } from './group-settings.js';
import { groupEvent } from './group-source.js';

const text = (value: string) => Buffer.from(value, 'utf8');
const event: ReadEntry = {
  ...{ id: 'id', type: 'Happened', streamName: 'source-1', revision: 3n, position: 9n },
  ...{ isJson: true, data: text('{}'), metadata: text('{"$correlationId":"one"}'), createdAt: new Date(0) },
};
const link: ReadEntry = {
  ...event,
  ...{ type: '$>', streamName: 'links', data: text('3@source-1@x'), metadata: text('') },
};

function given(strategy: ConsumerStrategy, entry: ReadEntry, streamName: string | null = 'source-1') {
  const settings = { strategy } as GroupDefinition['settings']; // nothing else is looked at
  return groupEvent({ streamName, groupName: 'g', filter: null, startAfter: -1n, settings }, entry);
}

it('places events by revision in a stream, by position in the log', () => {
  expect(given('RoundRobin', event).at).toBe(3n);
  expect(given('RoundRobin', event, null).at).toBe(9n);
});

it('pins by the stream of the event, of what a link leads to, or would', () => {
  expect(given('Pinned', event).pin).toBe('source-1');
  expect(given('Pinned', { ...link, target: event }).pin).toBe('source-1');
  expect(given('Pinned', link).pin).toBe('source-1@x');
});

it('pins by correlation where there is one, else by stream', () => {
  expect(given('PinnedByCorrelation', event).pin).toBe('one');
  expect(given('PinnedByCorrelation', { ...link, target: event }).pin).toBe('one');
  expect(given('PinnedByCorrelation', { ...event, metadata: text('not JSON') }).pin).toBe('source-1');
});
