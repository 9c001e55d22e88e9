import { amountText, readableAmount, readablePosition } from './amount-text.js';

it.each([
  ['49715', '49,715'],
  ['252.5', '252.5'],
  ['0', '0'],
  ['0.000001', '0.000001'],
  ['1234567.890000', '1,234,567.89'],
  ['-0.5', '−0.5'],
  ['999999999999999999.123456', '999,999,999,999,999,999.123456'],
])('writes %s as %s, exactly', (value, text) => {
  expect(readableAmount(value)).toBe(text);
});

it('separates what is set smaller from what is read first', () => {
  expect(amountText('55974.75')).toEqual({ whole: '55,974', fraction: '.75' });
});

it('writes positions that outgrow a number', () => {
  expect(readablePosition('9223372036854775807')).toBe('9,223,372,036,854,775,807');
});
