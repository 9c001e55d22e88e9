import { isSameMoney, money, writtenMoney } from './money.js';

const usd = (minorUnits: string) => ({ minorUnits, currency: 'USD' }) as const;

it.each(['0', '1', '1999', '99999999', '9007199254740993'])('keeps %s minor units exactly', (minorUnits) => {
  expect(money(usd(minorUnits)).minorUnits).toBe(BigInt(minorUnits));
  expect(writtenMoney(money(usd(minorUnits)))).toEqual(usd(minorUnits));
});

it('is the same when the amount is, however it is written', () => {
  expect(isSameMoney(usd('999'), usd('0999'))).toBe(true);
  expect(isSameMoney(usd('999'), usd('998'))).toBe(false);
  expect(isSameMoney(usd('9007199254740993'), usd('9007199254740992'))).toBe(false);
});
