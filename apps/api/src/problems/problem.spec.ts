import { problemSchema } from '#libs/contract';
import type { Refusal, RefusalCode } from '#libs/ledger';
import { EDGE_PROBLEMS, type EdgeProblem, type EdgeProblemCode } from './edge-problems.js';
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
  },
  'unknown-rate': { code: 'unknown-rate', feature: 'ai_bots', at: '2026-01-03T07:58:00.000Z' },
  'unknown-model': { code: 'unknown-model', model: 'gpt-5-nano' },
  'allocation-not-found': { code: 'allocation-not-found', model: 'gpt-5-nano' },
  'amount-not-positive': { code: 'amount-not-positive', amount: '0' },
  'rate-not-positive': { code: 'rate-not-positive', tokensPerUnit: '-1' },
  'rate-in-the-past': {
    code: 'rate-in-the-past',
    effectiveFrom: '2026-01-01T00:00:00.000Z',
    earliest: '2026-01-03T07:58:00.000Z',
  },
  'inexact-tokens': { code: 'inexact-tokens', units: '0.000001', tokensPerUnit: '0.5' },
  'unit-not-countable': { code: 'unit-not-countable', unit: 'image' },
  'expiry-in-the-past': {
    code: 'expiry-in-the-past',
    expiresAt: '2026-01-01T00:00:00.000Z',
    now: '2026-01-03T07:58:00.000Z',
  },
  'grant-already-exists': { code: 'grant-already-exists', grantId: 'g-1' },
  'purchase-already-credited': { code: 'purchase-already-credited', purchaseId: 'p-1' },
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
    expect(problem).toMatchObject(figures);
    expect(Object.values<string>(figures).some((figure) => problem.detail.includes(figure))).toBe(true);
  });

  it('is a conflict with the state, or a command that cannot be carried out', () => {
    expect([409, 422]).toContain(problem.status);
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
