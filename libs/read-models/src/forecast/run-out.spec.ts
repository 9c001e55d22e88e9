import {
  amount,
  emptyAllocation,
  enter,
  formatAmount,
  microTokens,
  ZERO,
  type Allocation,
  type Grant,
} from '#libs/ledger';
import { Pace } from './pace.js';
import { runOut } from './run-out.js';

const DAY_MS = 86_400_000;
const NOW = new Date('2026-03-01T00:00:00.000Z');
const inDays = (days: number) => new Date(NOW.getTime() + days * DAY_MS);
const HORIZON = inDays(365);

const grant = (tokens: string, changes: Partial<Grant> = {}): Grant => ({
  grantId: `grant-of-${tokens}`,
  source: 'bonus',
  amount: amount(tokens),
  remaining: amount(tokens),
  priority: 100,
  effectiveFrom: NOW,
  expiresAt: null,
  rollover: { rule: 'none' },
  rolledOver: ZERO,
  revokedFor: null,
  sequence: 0,
  ...changes,
});
const holding = (...grants: readonly Grant[]): Allocation => grants.reduce(enter, emptyAllocation('claude'));
const perDay = (tokens: string) => new Pace(amount(tokens), BigInt(DAY_MS));

const forecast = (allocation: Allocation, pace: Pace) => {
  const { at, willExpireUnused } = runOut(allocation, pace, { now: NOW, horizon: HORIZON });
  return { day: at && (at.getTime() - NOW.getTime()) / DAY_MS, unused: formatAmount(willExpireUnused) };
};

it('divides what is there by what is used', () => {
  expect(forecast(holding(grant('120')), perDay('10'))).toEqual({ day: 12, unused: '0' });
});

it('has run out where nothing is left', () => {
  expect(forecast(holding(), perDay('10'))).toEqual({ day: 0, unused: '0' });
});

it('does not end before the horizon where little is used, or nothing', () => {
  expect(forecast(holding(grant('4000')), perDay('10')).day).toBeNull();
  expect(forecast(holding(grant('1')), Pace.STANDSTILL).day).toBeNull();
  expect(forecast(holding(grant('3650')), perDay('10')).day).toBe(365);
});

it('does not count on tokens that expire before they are used', () => {
  const expiring = grant('100', { expiresAt: inDays(4) });
  expect(forecast(holding(expiring, grant('50')), perDay('10'))).toEqual({ day: 9, unused: '60' });
});

it('knows what will expire though nothing is used', () => {
  expect(forecast(holding(grant('100', { expiresAt: inDays(4) })), Pace.STANDSTILL)).toEqual({
    day: null,
    unused: '100',
  });
});

it('goes on with what rolls over', () => {
  const rollover = { rule: 'capped', cap: '25', until: inDays(60).toISOString() } as const;
  expect(forecast(holding(grant('100', { expiresAt: inDays(4), rollover })), perDay('10'))).toEqual({
    day: 6.5,
    unused: '35',
  });
});

it('counts on a scheduled grant from its day on', () => {
  const later = (days: number): Allocation => ({
    ...holding(grant('50')),
    scheduled: [grant('100', { grantId: 'next', effectiveFrom: inDays(days) })],
  });
  expect(forecast(later(3), perDay('10')).day).toBe(15);
  expect(forecast(later(6), perDay('10')).day).toBe(5);
});

it('counts what holds have set aside as used', () => {
  expect(forecast({ ...holding(grant('50')), held: amount('30') }, perDay('10')).day).toBe(5);
});

it('ends with the millisecond in which the last micro-token goes', () => {
  const pace = new Pace(microTokens(3n), 1_000n);
  const allocation = holding(grant('0.000001'));
  const { at } = runOut(allocation, pace, { now: NOW, horizon: HORIZON });
  expect(at).toEqual(new Date(NOW.getTime() + 334));
});
