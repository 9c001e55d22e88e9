import { specificationOf } from '../testing/given.js';
import { amount } from '../tokens/index.js';
import { coolingDownUntil, type BeginTopUp } from './begin-top-up.js';
import { topUpDecider } from './top-up-decider.js';
import { topUpMonth } from './top-up-month.js';
import { spentInMonth } from './top-up.js';
import type { TopUpEvent, TopUpOutcome, TopUpSettings } from './top-up.events.js';

const { given } = specificationOf(topUpDecider);

const NOW = new Date('2026-03-10T12:00:00.000Z');
const AT = NOW.toISOString();
const usd = (minorUnits: string) => ({ minorUnits, currency: 'USD' }) as const;
const minutesLater = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);

const SETTINGS: TopUpSettings = {
  enabled: true,
  model: 'gpt-5-nano',
  threshold: '500',
  packageId: 'nano',
  units: 2,
  monthlyCap: usd('2500'),
  cooldownMinutes: 60,
};
const configured = (changes: Partial<TopUpSettings> = {}): TopUpEvent => ({
  type: 'TopUpConfigured',
  data: { ...SETTINGS, ...changes, accountId: 'acc-1', configuredAt: AT },
});
const SAVED: TopUpEvent = {
  type: 'TopUpMethodSaved',
  data: { accountId: 'acc-1', customer: 'cus-1', method: 'card-1', savedAt: AT },
};
const begun = (purchaseId = 'p-1'): TopUpEvent => ({
  type: 'TopUpBegun',
  data: {
    purchaseId,
    model: 'gpt-5-nano',
    packageId: 'nano',
    units: 2,
    price: usd('1000'),
    month: '2026-03',
    available: '499.5',
    threshold: '500',
    method: { customer: 'cus-1', method: 'card-1' },
    begunAt: AT,
  },
});
const ended = (outcome: TopUpOutcome, purchaseId = 'p-1'): TopUpEvent => ({
  type: 'TopUpEnded',
  data: { purchaseId, outcome, endedAt: AT },
});
const begin = (changes: Partial<BeginTopUp> = {}): BeginTopUp => ({
  type: 'BeginTopUp',
  accountId: 'acc-1',
  purchaseId: 'p-1',
  price: usd('1000'),
  available: amount('499.5'),
  month: topUpMonth('UTC', NOW),
  ...changes,
});
const end = (outcome: TopUpOutcome, purchaseId = 'p-1') =>
  ({ type: 'EndTopUp', accountId: 'acc-1', purchaseId, outcome }) as const;

it('begins when less than the threshold is available', () => {
  expect(given(configured(), SAVED).when(begin(), NOW)).toEqual([begun()]);
});

it('is off until it is configured, and when it is turned off', () => {
  expect(given(SAVED).when(begin(), NOW)).toEqual({ code: 'top-up-off', accountId: 'acc-1' });
  expect(given(configured({ enabled: false }), SAVED).when(begin(), NOW)).toMatchObject({
    code: 'top-up-off',
  });
});

it('needs a saved method', () => {
  expect(given(configured()).when(begin(), NOW)).toMatchObject({ code: 'top-up-method-missing' });
});

it('does nothing when the threshold is available', () => {
  expect(given(configured(), SAVED).when(begin({ available: amount('500') }), NOW)).toEqual({
    code: 'balance-above-threshold',
    model: 'gpt-5-nano',
    available: '500',
    threshold: '500',
  });
});

it('has one in flight at most', () => {
  const { when } = given(configured(), SAVED, begun());
  expect(when(begin({ purchaseId: 'p-2' }), minutesLater(600))).toEqual({
    code: 'top-up-in-flight',
    purchaseId: 'p-1',
  });
  expect(when(begin(), NOW)).toEqual([]);
});

it('cools down from the beginning of the one before', () => {
  const { when, state } = given(configured(), SAVED, begun(), ended('completed'));
  const next = begin({ purchaseId: 'p-2' });
  expect(when(next, minutesLater(59))).toEqual({
    code: 'top-up-cooling-down',
    until: minutesLater(60).toISOString(),
  });
  expect(when(next, minutesLater(60))).toMatchObject([{ type: 'TopUpBegun' }]);
  expect(coolingDownUntil(state, minutesLater(60))).toBeNull();
});

it('stays within the cap of the month, which begins anew with the next', () => {
  const events = [
    configured({ cooldownMinutes: 0 }),
    SAVED,
    begun(),
    ended('completed'),
    begun('p-2'),
    ended('completed', 'p-2'),
  ];
  const { when } = given(...events);
  expect(when(begin({ purchaseId: 'p-3' }), NOW)).toEqual({
    code: 'top-up-cap-reached',
    cap: '2500',
    spent: '2000',
    price: '1000',
    resetsAt: '2026-04-01T00:00:00.000Z',
  });
  expect(when(begin({ purchaseId: 'p-3', price: usd('500') }), NOW)).toHaveLength(1);
  const april = new Date('2026-04-01T00:00:00.000Z');
  expect(when(begin({ purchaseId: 'p-3', month: topUpMonth('UTC', april) }), april)).toMatchObject([
    { data: { month: '2026-04' } },
  ]);
});

it('has the month of the time zone of the account', () => {
  const at = new Date('2026-03-31T22:30:00.000Z');
  expect(topUpMonth('UTC', at)).toEqual({ key: '2026-03', endsAt: '2026-04-01T00:00:00.000Z' });
  expect(topUpMonth('Europe/Berlin', at)).toEqual({ key: '2026-04', endsAt: '2026-04-30T22:00:00.000Z' });
});

it.each(['failed', 'expired'] as const)('does not count one that has %s to the cap', (outcome) => {
  expect(spentInMonth(given(configured(), begun(), ended(outcome)).state, '2026-03')).toBe(0n);
});

it('counts one to the cap again that is paid after it had failed, and says it once', () => {
  const failed = [configured(), SAVED, begun(), ended('failed')];
  expect(given(...failed).when(end('completed'), NOW)).toEqual([ended('completed')]);
  const paid = [...failed, begun('p-2'), ended('completed')];
  expect(spentInMonth(given(...paid).state, '2026-03')).toBe(2_000n);
  expect(given(...paid).state.inFlight?.purchaseId).toBe('p-2');
  expect(given(...paid, ended('completed', 'p-2')).when(end('completed', 'p-2'), NOW)).toEqual([]);
  expect(given(...failed).when(end('failed'), NOW)).toEqual([]);
});

it('pauses itself after three failures in a row, until it is configured anew', () => {
  const twice = [configured(), SAVED, begun(), ended('failed'), begun('p-2'), ended('failed', 'p-2')];
  const decision = given(...twice, begun('p-3')).when(end('failed', 'p-3'), NOW);
  const paused: TopUpEvent = {
    type: 'TopUpPaused',
    data: { reason: '3 payments in a row have failed.', failures: 3, pausedAt: AT },
  };
  expect(decision).toEqual([ended('failed', 'p-3'), paused]);
  const all = [...twice, begun('p-3'), ended('failed', 'p-3'), paused];
  expect(given(...all).when(begin({ purchaseId: 'p-4' }), minutesLater(60))).toEqual({
    code: 'top-up-paused',
    reason: '3 payments in a row have failed.',
    pausedAt: AT,
  });
  expect(given(...all, configured()).when(begin({ purchaseId: 'p-4' }), minutesLater(60))).toHaveLength(1);
});

it('counts failures anew after one that was completed', () => {
  const events = [configured(), SAVED, begun(), ended('failed'), begun('p-2'), ended('completed', 'p-2')];
  expect(given(...events, begun('p-3')).when(end('failed', 'p-3'), NOW)).toEqual([ended('failed', 'p-3')]);
});

it('ends once, and only what was begun', () => {
  expect(given(configured(), SAVED, begun()).when(end('completed'), NOW)).toEqual([ended('completed')]);
  expect(given(configured(), SAVED, begun(), ended('completed')).when(end('completed'), NOW)).toEqual([]);
  expect(given(configured()).when(end('completed'), NOW)).toEqual({
    code: 'top-up-unknown',
    purchaseId: 'p-1',
  });
});

it('saves a method once', () => {
  const save = {
    type: 'SaveTopUpMethod',
    accountId: 'acc-1',
    method: { customer: 'cus-1', method: 'card-1' },
  } as const;
  expect(given().when(save, NOW)).toEqual([SAVED]);
  expect(given(SAVED).when(save, NOW)).toEqual([]);
});

it.each([
  [{ threshold: '0' }, 'The threshold must be greater than zero.'],
  [{ units: 0 }, 'At least one unit must be bought.'],
  [{ monthlyCap: usd('0') }, 'The cap of a month must be greater than zero.'],
  [{ cooldownMinutes: -1 }, 'The cooldown must be whole minutes, or zero.'],
])('refuses %j', (changes, problem) => {
  const configure = (settings: TopUpSettings) =>
    ({ type: 'ConfigureTopUp', accountId: 'acc-1', settings }) as const;
  expect(given().when(configure({ ...SETTINGS, ...changes }), NOW)).toEqual({
    code: 'invalid-top-up',
    problem,
  });
  expect(given().when(configure(SETTINGS), NOW)).toEqual([configured()]);
});
