import { accountDecider, asOf, availableIn, formatAmount, initialAccount, isRefusal } from '#libs/ledger';
import { seedPlan } from './seed-plan.js';

const now = new Date('2026-03-10T12:00:00Z');
const plan = seedPlan(now);
const account = plan.reduce((state, step) => {
  if (step.kind !== 'account') return state;
  const decision = accountDecider.decide(step.command, state, step.at);
  return isRefusal(decision) ? state : decision.reduce(accountDecider.evolve, state);
}, initialAccount);

const available = (model: string) => {
  const allocation = asOf(account, now).allocations.get(model);
  return allocation && formatAmount(availableIn(allocation));
};

it('has usage on every one of forty days', () => {
  const days = new Set(plan.map(({ at }) => at.toISOString().slice(0, 10)));
  expect(days.size).toBeGreaterThanOrEqual(40);
  expect(plan.length).toBeGreaterThan(600);
});

it('leaves an allocation at a little less than a tenth, for the dashboard to warn of', () => {
  expect(available('text-embedding-3-small')).toBe('2410');
});

it('has an unlimited allocation, and a bonus that ran out with tokens left', () => {
  expect(account.allocations.get('claude-sonnet-4.5')?.unlimited).toBe(true);
  expect(account.allocations.get('flux-1.1-pro')?.expired).toBeGreaterThan(0n);
});

it('leaves something of everything', () => {
  for (const model of account.allocations.keys()) expect(Number(available(model))).toBeGreaterThan(0);
});
