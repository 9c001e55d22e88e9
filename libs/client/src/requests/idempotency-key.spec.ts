import { endingKey, endingKeyOf, keyOf } from './idempotency-key.js';

it('makes a new key for every operation that has none', () => {
  expect(keyOf({})).toMatch(/^[0-9a-f-]{36}$/);
  expect(keyOf({})).not.toBe(keyOf({}));
});

it('keeps the key of the caller', () => {
  expect(keyOf({ idempotencyKey: 'call-4711' })).toBe('call-4711');
  expect(endingKeyOf({ accountId: 'a', holdId: 'h', idempotencyKey: 'mine' }, 'settle')).toBe('mine');
});

it('derives the same key for the same end of a hold, in every process', () => {
  expect(endingKey('call-4711', 'settle')).toBe('call-4711:settle');
  expect(endingKeyOf({ accountId: 'a', holdId: 'call-4711' }, 'release')).toBe('call-4711:release');
});

it.each(['', '.', '..', 'with space', 'ä', 'line\nbreak', 'x'.repeat(201)])(
  'does not send %j as a key',
  (key) => {
    expect(() => keyOf({ idempotencyKey: key })).toThrow(RangeError);
  },
);

it('says so when a hold id leaves no room', () => {
  expect(() => endingKey('x'.repeat(200), 'settle')).toThrow(RangeError);
});
