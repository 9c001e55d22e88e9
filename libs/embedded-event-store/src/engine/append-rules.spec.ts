import { randomUUID } from 'node:crypto';
import { AppendTooLarge } from '#libs/event-store';
import { checkAppend } from './append-rules.js';
import { InvalidAppend } from './errors.js';
import type { ProposedEvent } from './log-entry.js';

const event = (fields: Partial<ProposedEvent> = {}): ProposedEvent => ({
  id: randomUUID(),
  type: 'TokensConsumed',
  isJson: true,
  data: Buffer.alloc(10),
  metadata: Buffer.alloc(1_000),
  ...fields,
});
const check = (events: ProposedEvent[], streamName = 'account-1') =>
  checkAppend({ streamName, events, expectedRevision: 'any' }, 100);

it('counts the data of all events against the limit, and nothing else', () => {
  expect(() => check(Array.from({ length: 10 }, () => event()))).not.toThrow();
  expect(() => check(Array.from({ length: 11 }, () => event()))).toThrow(AppendTooLarge);
});

it.each([
  ['no id', { id: '' }],
  ['the nil id', { id: '00000000-0000-0000-0000-000000000000' }],
  ['an id in capitals, which would not be found again', { id: randomUUID().toUpperCase() }],
  ['no type', { type: '' }],
  ['a type that text columns cannot hold', { type: 'a\0b' }],
])('refuses an event with %s', (_title, fields) => {
  expect(() => check([event(fields)])).toThrow(InvalidAppend);
});

it.each([
  ['none', ''],
  ['$all', '$all'],
  ['one that text columns cannot hold', 'a\0b'],
  ['one too long to be indexed', 'ü'.repeat(1_001)],
])('refuses as a stream name: %s', (_title, name) => {
  expect(() => check([event()], name)).toThrow(InvalidAppend);
});
