import { readNotice, writeNotice } from './projected-notice.js';

const at = new Date('2026-01-03T07:58:00.000Z');

it('names the accounts that changed', () => {
  const notice = { position: 2n ** 60n, at, accounts: ['acc-1', 'acc-ü'] };
  expect(readNotice(writeNotice(notice))).toEqual(notice);
});

it('says all when the accounts are too many for Postgres', () => {
  const accounts = Array.from({ length: 1_000 }, (_, index) => `account-number-${index}`);
  const text = writeNotice({ position: 7n, at, accounts });
  expect(Buffer.byteLength(text)).toBeLessThan(8_000);
  expect(readNotice(text)).toEqual({ position: 7n, at, accounts: 'all' });
});

it.each(['', 'refresh', '{}', '{"position":"-1","at":"2026-01-03T07:58:00Z","accounts":"all"}', '[1'])(
  'takes %j for no notice',
  (payload) => {
    expect(readNotice(payload)).toBeNull();
  },
);
