import { receiptAddsUp, receiptEquation } from './receipt-equation.js';

const receipt = {
  units: '100',
  unit: 'word',
  rate: '2.5',
  tokens: '250',
  drawn: [
    { grantId: 'bonus', tokens: '100.5' },
    { grantId: 'starter', tokens: '149.5' },
  ],
  unlimited: false,
  balanceBefore: '50000',
  balanceAfter: '49750',
};

it('writes a receipt as an equation', () => {
  expect(receiptEquation(receipt)).toBe('100 words × 2.5 = 250 tokens');
});

it('knows one from many', () => {
  expect(receiptEquation({ units: '1', unit: 'request', rate: '1', tokens: '1' })).toBe(
    '1 request × 1 = 1 token',
  );
});

it('adds up price, draws and balance', () => {
  expect(receiptAddsUp(receipt)).toBe(true);
});

it.each([
  ['the price', { tokens: '251' }],
  ['the draws', { drawn: [{ grantId: 'bonus', tokens: '249.999999' }] }],
  ['the balance', { balanceAfter: '49749.999999' }],
])('finds %s wrong by a millionth', (_what, change) => {
  expect(receiptAddsUp({ ...receipt, ...change })).toBe(false);
});

it('draws nothing from an unlimited allocation', () => {
  const unlimited = { ...receipt, unlimited: true, drawn: [], balanceBefore: '0', balanceAfter: '0' };
  expect(receiptAddsUp(unlimited)).toBe(true);
  expect(receiptAddsUp({ ...unlimited, balanceAfter: '-250' })).toBe(false);
});
