import { byCategory } from './native/by-category.js';
import { changed, recorded, registrationFrom, unregistered } from './registration.js';
import { isOf, stamped, stampOf } from './stamp.js';

const bytes = (value: unknown) => Buffer.from(JSON.stringify(value));

it('is off at first', () => {
  expect(unregistered(byCategory)).toEqual({ isEnabled: false, version: 0, epoch: -1, query: 'first\r\n-' });
});

it('counts its changes, and begins an epoch with a reset', () => {
  const enabled = changed(unregistered(byCategory), { isEnabled: true });
  expect(enabled).toMatchObject({ isEnabled: true, version: 1, epoch: -1 });
  const reset = changed(enabled, { isReset: true });
  expect(reset).toMatchObject({ isEnabled: true, version: 2, epoch: 2 });
  expect(changed(reset, { query: 'last\n-' })).toMatchObject({ version: 3, epoch: 2, query: 'last\n-' });
});

it('is read as it was recorded', () => {
  const registration = changed(unregistered(byCategory), { isEnabled: true, isReset: true, query: '-' });
  expect(registrationFrom(byCategory, bytes(recorded(byCategory, registration)))).toEqual(registration);
});

it('is as at first when what was recorded makes no sense', () => {
  expect(registrationFrom(byCategory, bytes([]))).toEqual(unregistered(byCategory));
});

describe('a stamp', () => {
  const stamp = { projectionId: 3, epoch: -1, version: 1, position: 12_961n };

  it('is as EventStoreDB writes it', () => {
    const written = Buffer.from(stamped(stamp, { $o: 'game-1' })).toString('utf8');
    expect(written).toBe('{"$v":"3:-1:1:4","$c":12961,"$p":12961,"$o":"game-1"}');
  });

  it('is read as it was written', () => {
    expect(stampOf(stamped(stamp))).toEqual(stamp);
  });

  it.each(['', '[]', '{}', '{"$v":"3:-1:1:4"}', '{"$v":"3","$c":1}', '{"$v":"3:-1:1:4","$c":"1"}'])(
    'is not found in %j',
    (text) => expect(stampOf(Buffer.from(text))).toBeNull(),
  );

  it('counts until its projection is reset', () => {
    expect(isOf(stamp, { projectionId: 3, epoch: -1, version: 4 })).toBe(true);
    expect(isOf(stamp, { projectionId: 3, epoch: 2, version: 2 })).toBe(false);
    expect(isOf(stamp, { projectionId: 4, epoch: -1, version: 1 })).toBe(false);
  });
});
