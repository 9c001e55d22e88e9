import type { BalancePoint } from '#libs/contract';
import { anAllocation } from '../testing/statement-samples.js';
import { balanceSteps, upToNow } from './balance-steps.js';

const point = (day: number, changes: Partial<BalancePoint> = {}): BalancePoint => ({
  at: `2026-01-0${day}T00:00:00.000Z`,
  unlimited: false,
  granted: '0',
  available: '0',
  held: '0',
  spent: '0',
  expired: '0',
  revoked: '0',
  unlimitedSpent: '0',
  overdrawn: '0',
  ...changes,
});

it('says of every point what came, was used and lapsed since the one before', () => {
  const rows = balanceSteps([
    point(1),
    point(2, { granted: '100', available: '60', spent: '30', held: '10' }),
    point(3, { granted: '100', available: '0', spent: '45.5', expired: '50', revoked: '4.5' }),
  ]);
  expect(rows).toMatchObject([
    { available: '0', cameIn: '0', used: '0', lapsed: '0' },
    { available: '60', held: '10', cameIn: '100', used: '30', lapsed: '0', usedSoFar: '30' },
    { available: '0', held: '0', cameIn: '0', used: '15.5', lapsed: '54.5', usedSoFar: '45.5' },
  ]);
});

it('counts as used what was drawn from no grant', () => {
  expect(balanceSteps([point(1, { unlimitedSpent: '7', overdrawn: '3' })])).toMatchObject([
    { usedSoFar: '10' },
  ]);
});

it('ends with what is there now', () => {
  const read = [point(1), point(2), point(3)];
  const ended = upToNow(read, anAllocation, '2026-01-03T08:00:00.000Z');
  expect(ended.map(({ at, available }) => [at.slice(8, 13), available])).toEqual([
    ['01T00', '0'],
    ['02T00', '0'],
    ['03T08', '49715'],
  ]);
  expect(upToNow(read, null, '2026-01-03T08:00:00.000Z')).toBe(read);
});
