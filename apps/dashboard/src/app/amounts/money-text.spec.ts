import { moneyText, savingText } from './money-text.js';

const usd = (minorUnits: string) => ({ minorUnits, currency: 'USD' as const });

it.each([
  ['0', '$0.00'],
  ['5', '$0.05'],
  ['90', '$0.90'],
  ['1999', '$19.99'],
  ['123456', '$1,234.56'],
  ['0100', '$1.00'],
  ['999999999999', '$9,999,999,999.99'],
])('writes %s cents as %s, exactly', (minorUnits, text) => {
  expect(moneyText(usd(minorUnits))).toBe(text);
});

it('says what is saved, and nothing when nothing is', () => {
  expect(savingText(usd('999'), usd('1150'))).toBe('$1.51');
  expect(savingText(usd('999'), usd('999'))).toBeNull();
});
