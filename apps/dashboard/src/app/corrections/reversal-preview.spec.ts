import { add, amount, formatAmount, microTokens, sum } from '#libs/ledger/tokens';
import fc from 'fast-check';
import { reversalPreview, reversibleOf, type ReversalPreview } from './reversal-preview.js';

const charge = {
  tokens: '250',
  reversed: '0',
  drawn: [
    { grantId: 'bonus', tokens: '100.5' },
    { grantId: 'starter', tokens: '129.5' },
  ],
  overdrawn: '20',
  unlimited: false,
};

it('gives back what was overdrawn first, and then what was drawn last', () => {
  expect(reversalPreview(charge, amount('150'))).toEqual({
    overdrawn: '20',
    draws: [
      { grantId: 'starter', tokens: '129.5' },
      { grantId: 'bonus', tokens: '0.5' },
    ],
  });
});

it('leaves out what was reversed before', () => {
  expect(reversalPreview({ ...charge, reversed: '149.5' }, amount('50'))).toEqual({
    overdrawn: '0',
    draws: [{ grantId: 'bonus', tokens: '50' }],
  });
  expect(formatAmount(reversibleOf({ ...charge, reversed: '149.5' }))).toBe('100.5');
});

it('gives back no more than is left', () => {
  expect(reversalPreview({ ...charge, reversed: '250' }, amount('1'))).toEqual({ overdrawn: '0', draws: [] });
});

it('gives nothing back to an unlimited allocation', () => {
  expect(reversalPreview({ ...charge, unlimited: true }, amount('1')).draws).toEqual([]);
});

const tokens = fc.bigInt({ min: 0n, max: 10n ** 12n }).map(microTokens);
const charges = fc
  .record({ overdrawn: tokens, draws: fc.array(tokens, { maxLength: 5 }) })
  .map(({ overdrawn, draws }) => ({
    ...charge,
    tokens: formatAmount(add(overdrawn, sum(draws))),
    overdrawn: formatAmount(overdrawn),
    drawn: draws.map((each, index) => ({ grantId: `grant-${index}`, tokens: formatAmount(each) })),
  }));

const totalOf = ({ overdrawn, draws }: ReversalPreview) =>
  add(amount(overdrawn), sum(draws.map((draw) => amount(draw.tokens))));

it('adds up to what is reversed, in one go or in two', () => {
  fc.assert(
    fc.property(charges, tokens, tokens, (whole, first, second) => {
      const one = totalOf(reversalPreview(whole, first));
      const then = { ...whole, reversed: formatAmount(one) };
      const two = totalOf(reversalPreview(then, second));
      expect(totalOf(reversalPreview(whole, add(first, second)))).toBe(add(one, two));
    }),
  );
});
