import { busyHistory } from '../testing/busy-history.js';
import { LedgerHistory } from '../testing/ledger-history.js';
import { PoisonEvent } from './poison-event.js';
import { understand } from './understand.js';

const granted = {
  grantId: 'g-1',
  model: 'gpt-5-nano',
  amount: '10',
  source: 'bonus',
  priority: 100,
  expiresAt: null,
  reason: null,
  grantedAt: '2026-01-01T00:00:00.000Z',
  balanceAfter: '10',
};

const eventOf = (type: string, data: object, streamName = 'account-acc-1') =>
  new LedgerHistory().foreign({ type, streamName, data: { ...data } });

it('understands every event that the ledger writes', () => {
  for (const event of busyHistory(2, 20).events) {
    expect(understand(event)?.event).toEqual({ type: event.type, data: event.data });
  }
});

it('says whose account an event is about', () => {
  expect(understand(eventOf('TokensGranted', granted, 'account-with-dashes'))).toMatchObject({
    about: 'account',
    accountId: 'with-dashes',
  });
});

it('says which purchase an event is about, and that of a package is about the package', () => {
  const at = granted.grantedAt;
  expect(understand(eventOf('PurchaseExpired', { expiredAt: at }, 'purchase-with-dashes'))).toMatchObject({
    about: 'purchase',
    purchaseId: 'with-dashes',
  });
  const retired = { packageId: 'starter', reason: 'old', retiredAt: at };
  expect(understand(eventOf('PackageRetired', retired, 'package-starter'))).toMatchObject({
    about: 'package',
    event: { data: retired },
  });
});

it.each([
  ['a price in fractions', { price: { minorUnits: '9.99', currency: 'USD' } }],
  ['a price below nothing', { price: { minorUnits: '-1', currency: 'USD' } }],
  ['a currency that nothing is sold in', { price: { minorUnits: '999', currency: 'XXX' } }],
])('calls a payment with %s poison', (_, wrong) => {
  const paid = { paymentReference: 'pay-1', method: null, paidAt: granted.grantedAt, ...wrong };
  expect(() => understand(eventOf('PurchasePaid', paid, 'purchase-p-1'))).toThrow(PoisonEvent);
});

it.each([
  [
    { actor: 'user:ada', operationId: 'op-1' },
    { actor: 'user:ada', operationId: 'op-1' },
  ],
  [
    { actor: 7, operationId: 'op\0' },
    { actor: null, operationId: null },
  ],
  [{}, { actor: null, operationId: null }],
])('knows of %j who had it done, and in which operation', (metadata, origin) => {
  const event = new LedgerHistory().foreign({
    type: 'TokensGranted',
    streamName: 'account-acc-1',
    data: { ...granted, effectiveFrom: granted.grantedAt, rollover: { rule: 'none' } },
    metadata,
  });
  expect(understand(event)).toMatchObject(origin);
});

it.each([
  ['$metadata', 'account-acc-1'],
  ['$>', 'account-acc-1'],
  ['TokensEnchanted', 'account-acc-1'],
  ['toString', 'account-acc-1'],
  ['TokensGranted', 'rate-ai_bots'],
  ['RateChanged', 'account-acc-1'],
  ['PurchaseStarted', 'package-starter'],
  ['PackageDefined', 'purchase-p-1'],
  ['PurchaseExpired', 'top-up-acc-1'],
  ['TokensGranted', 'somebody-else'],
])('takes %s in %s for none of ours', (type, streamName) => {
  expect(understand(eventOf(type, granted, streamName))).toBeNull();
});

it('reads what later versions add as if it were not there', () => {
  expect(understand(eventOf('TokensGranted', { ...granted, colour: 'blue' }))).not.toBeNull();
});

it.each([
  ['no amount', { amount: undefined }],
  ['an amount that is a number', { amount: 10 }],
  ['seven decimal places', { amount: '0.0000001' }],
  ['a source that does not exist', { source: 'theft' }],
  ['a time that is none', { grantedAt: 'yesterday' }],
  ['a priority with a fraction', { priority: 1.5 }],
  ['a key with NUL in it', { grantId: 'g\0' }],
])('calls a known event with %s poison, and names its place', (_, wrong) => {
  const event = eventOf('TokensGranted', { ...granted, ...wrong });
  expect(() => understand(event)).toThrow(PoisonEvent);
  expect(() => understand(event)).toThrow(
    'Event TokensGranted at position 7 (stream account-acc-1) cannot be projected',
  );
});

it('calls a time zone that does not exist poison: nobody could tell when a day of the account begins', () => {
  const event = eventOf('TimeZoneSet', { timeZone: 'Mars/Olympus', setAt: granted.grantedAt });
  expect(() => understand(event)).toThrow('must be the IANA name of a time zone');
});

it('takes a NUL out of what somebody typed', () => {
  expect(
    understand(eventOf('TokensGranted', { ...granted, reason: 'thank\0you' }))?.event.data,
  ).toMatchObject({
    reason: 'thank\uFFFDyou',
  });
});
