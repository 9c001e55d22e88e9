import { receiptAddsUp, receiptEquation } from './receipt-equation.js';

const receipt = {
  units: '100',
  unit: 'word',
  rate: '2.5',
  multiplier: '1',
  tokens: '250',
  drawn: [
    { grantId: 'bonus', tokens: '100.5' },
    { grantId: 'starter', tokens: '149.5' },
  ],
  overdrawn: '0',
  unlimited: false,
  balanceBefore: '50000',
  balanceAfter: '49750',
};

it('writes a receipt as an equation', () => {
  expect(receiptEquation(receipt)).toBe('100 words × 2.5 = 250 tokens');
});

it('knows one from many', () => {
  expect(receiptEquation({ units: '1', unit: 'request', rate: '1', multiplier: '1', tokens: '1' })).toBe(
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

it('multiplies where the rate has a multiplier for the model', () => {
  const multiplied = { ...receipt, rate: '1.25', multiplier: '2' };
  expect(receiptEquation(multiplied)).toBe('100 words × 1.25 × 2 = 250 tokens');
  expect(receiptAddsUp(multiplied)).toBe(true);
  expect(receiptAddsUp({ ...multiplied, multiplier: '3' })).toBe(false);
});

it('draws less than it charges where the rest is overdrawn', () => {
  const overdrawn = {
    ...{ ...receipt, drawn: [{ grantId: 'bonus', tokens: '100' }], overdrawn: '150' },
    ...{ balanceBefore: '100', balanceAfter: '0' },
  };
  expect(receiptAddsUp(overdrawn)).toBe(true);
  expect(receiptAddsUp({ ...overdrawn, overdrawn: '149' })).toBe(false);
});

it('gets back what was held for it, and does not charge what could not be collected', () => {
  const settlement = { holdId: 'hold', held: '60', returned: [], uncollected: '150' };
  const settled = {
    ...{ ...receipt, settlement, tokens: '100', drawn: [{ grantId: 'bonus', tokens: '100' }] },
    ...{ balanceBefore: '40', balanceAfter: '0' },
  };
  expect(receiptEquation(settled)).toBe('100 words × 2.5 = 250 tokens');
  expect(receiptAddsUp(settled)).toBe(true);
  expect(receiptAddsUp({ ...settled, balanceAfter: '1' })).toBe(false);
});
