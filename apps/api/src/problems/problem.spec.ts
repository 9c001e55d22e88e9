import { problemSchema, type EdgeProblemCode } from '#libs/contract';
import type { Refusal, RefusalCode } from '#libs/ledger';
import { EDGE_PROBLEMS, type EdgeProblem } from './edge-problems.js';
import { edgeProblem, ProblemAnswer, refusalProblem, retryAfterSeconds } from './problem.js';
import { REFUSAL_PROBLEMS } from './refusal-problems.js';

/** One of each; a new refusal does not compile until it is here and in the table. */
const refusals: { readonly [Code in RefusalCode]: Extract<Refusal, { code: Code }> } = {
  'insufficient-tokens': {
    code: 'insufficient-tokens',
    model: 'gpt-5-nano',
    needed: '250',
    available: '100.5',
    held: '0',
    overdraft: '0',
  },
  'invalid-package': { code: 'invalid-package', packageId: 'starter', problem: 'A bundle must hold tokens.' },
  'package-not-on-sale': { code: 'package-not-on-sale', packageId: 'starter' },
  'package-changed': { code: 'package-changed', packageId: 'starter', seen: 0, current: 1 },
  'plan-needs-subscription': { code: 'plan-needs-subscription', packageId: 'pro' },
  'quantity-not-sold': {
    code: 'quantity-not-sold',
    packageId: 'starter',
    units: 3,
    minimum: 1,
    maximum: 2,
  },
  'purchase-already-started': { code: 'purchase-already-started', purchaseId: 'p-1' },
  'purchase-not-found': { code: 'purchase-not-found', purchaseId: 'p-1' },
  'purchase-not-paid': { code: 'purchase-not-paid', purchaseId: 'p-1' },
  'payment-mismatch': { code: 'payment-mismatch', purchaseId: 'p-1', paid: '1', asked: '2' },
  'package-not-a-plan': { code: 'package-not-a-plan', packageId: 'starter' },
  'plan-unchanged': { code: 'plan-unchanged', packageId: 'pro', packageVersion: 1 },
  'subscription-already-started': { code: 'subscription-already-started', subscriptionId: 's-1' },
  'subscription-not-found': { code: 'subscription-not-found', subscriptionId: 's-1' },
  'subscription-ended': {
    code: 'subscription-ended',
    subscriptionId: 's-1',
    endedAt: '2026-01-03T07:58:00.000Z',
    reason: 'lapsed',
  },
  'subscription-cancelled': {
    code: 'subscription-cancelled',
    subscriptionId: 's-1',
    endsAt: '2026-01-31T07:58:00.000Z',
  },
  'subscription-not-cancelled': { code: 'subscription-not-cancelled', subscriptionId: 's-1' },
  'subscription-payment-in-flight': {
    code: 'subscription-payment-in-flight',
    subscriptionId: 's-1',
    purchaseId: 's-1.2.1',
  },
  'subscription-payment-unknown': {
    code: 'subscription-payment-unknown',
    subscriptionId: 's-1',
    purchaseId: 'p-1',
  },
  'too-many-payment-attempts': { code: 'too-many-payment-attempts', subscriptionId: 's-1', maximum: 20 },
  'renewal-not-due': { code: 'renewal-not-due', subscriptionId: 's-1', dueAt: '2026-01-31T07:58:00.000Z' },
  'renewal-out-of-turn': { code: 'renewal-out-of-turn', purchaseId: 's-1.2.3', expected: 's-1.2.2' },
  'invalid-top-up': { code: 'invalid-top-up', problem: 'The threshold must be greater than zero.' },
  'top-up-off': { code: 'top-up-off', accountId: 'acc-1' },
  'top-up-paused': {
    code: 'top-up-paused',
    reason: '3 payments in a row have failed.',
    pausedAt: '2026-01-03T07:58:00.000Z',
  },
  'top-up-method-missing': { code: 'top-up-method-missing', accountId: 'acc-1' },
  'top-up-in-flight': { code: 'top-up-in-flight', purchaseId: 'p-1' },
  'top-up-cooling-down': { code: 'top-up-cooling-down', until: '2026-01-03T08:58:00.000Z' },
  'top-up-cap-reached': {
    code: 'top-up-cap-reached',
    cap: '5000',
    spent: '4500',
    price: '999',
    resetsAt: '2026-02-01T00:00:00.000Z',
  },
  'balance-above-threshold': {
    code: 'balance-above-threshold',
    model: 'gpt-5-nano',
    available: '1000',
    threshold: '500',
  },
  'top-up-unknown': { code: 'top-up-unknown', purchaseId: 'p-1' },
  'unknown-rate': { code: 'unknown-rate', feature: 'ai_bots', at: '2026-01-03T07:58:00.000Z' },
  'unknown-model': { code: 'unknown-model', model: 'gpt-5-nano' },
  'allocation-not-found': { code: 'allocation-not-found', model: 'gpt-5-nano' },
  'amount-not-positive': { code: 'amount-not-positive', amount: '0' },
  'rate-not-positive': { code: 'rate-not-positive', tokensPerUnit: '-1' },
  'multiplier-not-positive': { code: 'multiplier-not-positive', model: 'gpt-5-nano', multiplier: '0' },
  'rate-in-the-past': {
    code: 'rate-in-the-past',
    effectiveFrom: '2026-01-01T00:00:00.000Z',
    earliest: '2026-01-03T07:58:00.000Z',
  },
  'inexact-tokens': { code: 'inexact-tokens', units: '0.000001', tokensPerUnit: '0.5', multiplier: '1' },
  'unit-not-countable': { code: 'unit-not-countable', unit: 'image' },
  'expiry-in-the-past': {
    code: 'expiry-in-the-past',
    expiresAt: '2026-01-01T00:00:00.000Z',
    now: '2026-01-03T07:58:00.000Z',
  },
  'grant-already-exists': { code: 'grant-already-exists', grantId: 'g-1' },
  'purchase-already-credited': { code: 'purchase-already-credited', purchaseId: 'p-1' },
  'expiry-before-effect': {
    code: 'expiry-before-effect',
    expiresAt: '2026-01-04T00:00:00.000Z',
    effectiveFrom: '2026-01-05T00:00:00.000Z',
  },
  'effective-in-the-past': {
    code: 'effective-in-the-past',
    effectiveFrom: '2026-01-01T00:00:00.000Z',
    now: '2026-01-03T07:58:00.000Z',
  },
  'invalid-rollover': { code: 'invalid-rollover', problem: 'a grant that never expires cannot roll over' },
  'grant-not-found': { code: 'grant-not-found', grantId: 'g-1' },
  'grant-closed': { code: 'grant-closed', grantId: 'g-1' },
  'grant-spent': { code: 'grant-spent', grantId: 'g-1', amount: '10', remaining: '4' },
  'purchase-not-refundable': { code: 'purchase-not-refundable', grantId: 'g-1' },
  'hold-not-found': { code: 'hold-not-found', holdId: 'h-1' },
  'hold-closed': { code: 'hold-closed', holdId: 'h-1', status: 'settled' },
  'hold-too-long': {
    code: 'hold-too-long',
    asked: '2026-01-05T00:00:00.000Z',
    latest: '2026-01-04T00:00:00.000Z',
  },
  'too-many-holds': { code: 'too-many-holds', maximum: 1_000 },
  'too-many-grants': { code: 'too-many-grants', maximum: 1_000 },
  'amount-too-large': {
    code: 'amount-too-large',
    model: 'gpt-5-nano',
    amount: '1000000000000000000',
    maximum: '999999999999999999.999999',
  },
  'overage-refused': {
    code: 'overage-refused',
    holdId: 'h-1',
    needed: '12',
    held: '10',
    available: '1',
    overagePolicy: 'reject',
    room: '1',
    limitedBy: 'spending-cap',
    scope: 'account',
    period: 'day',
    cap: '100',
    resetsAt: '2026-01-04T00:00:00.000Z',
  },
  'spending-cap-reached': {
    code: 'spending-cap-reached',
    scope: 'account',
    model: null,
    period: 'day',
    cap: '100',
    spent: '90',
    held: '5',
    needed: '6',
    available: '5',
    resetsAt: '2026-01-04T00:00:00.000Z',
  },
  'spending-frozen': {
    code: 'spending-frozen',
    model: null,
    reason: 'Under review.',
    frozenAt: '2026-01-03T07:58:00.000Z',
    needed: '5',
    available: '7',
    held: '2',
  },
  'reversal-exceeds-charge': {
    code: 'reversal-exceeds-charge',
    operationId: 'op-1',
    asked: '11',
    reversible: '10',
  },
  'unknown-time-zone': { code: 'unknown-time-zone', timeZone: 'Mars/Olympus' },
};

describe.each(Object.values(refusals))('the refusal $code', (refusal: Refusal) => {
  const problem = refusalProblem(refusal);

  it('is a problem with a stable type', () => {
    expect(problemSchema.parse(problem)).toMatchObject({
      type: `https://token-ledger.dev/problems/${refusal.code}`,
      code: refusal.code,
    });
  });

  it('says with its figures what is wrong', () => {
    const { code: _code, ...figures } = refusal;
    const values = Object.values<string | number | null>(figures);
    expect(Object.values(problem)).toEqual(expect.arrayContaining(values));
    expect(values.some((figure) => problem.detail.includes(String(figure)))).toBe(true);
  });

  it('is a conflict with the state, a command that cannot be carried out, or about what is not there', () => {
    expect([404, 409, 422]).toContain(problem.status);
  });
});

describe.each(Object.keys(EDGE_PROBLEMS) as EdgeProblemCode[])('the edge problem %s', (code) => {
  it('is a problem with a stable type', () => {
    const problem = edgeProblem(new ProblemAnswer(code));
    expect(problemSchema.parse(problem).type).toBe(`https://token-ledger.dev/problems/${code}`);
  });

  it('says when to ask again where that may help', () => {
    const { status }: EdgeProblem = EDGE_PROBLEMS[code];
    expect(retryAfterSeconds(new ProblemAnswer(code)) !== null).toBe(status === 429 || status === 503);
  });
});

it('has no code twice', () => {
  const codes = [...Object.keys(EDGE_PROBLEMS), ...Object.keys(REFUSAL_PROBLEMS)];
  expect(new Set(codes).size).toBe(codes.length);
});
