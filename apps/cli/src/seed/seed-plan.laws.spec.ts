import fc from 'fast-check';
import { seedPlan } from './seed-plan.js';

const moments = fc.date({
  min: new Date('2026-01-01T00:00:00Z'),
  max: new Date('2030-01-01T00:00:00Z'),
  noInvalidDate: true,
});

it('is possible at any moment, in order, and the same each time', () => {
  fc.assert(
    fc.property(moments, (now) => {
      const plan = seedPlan(now); // throws when the ledger refuses a step
      const times = plan.map(({ at }) => at.getTime());
      const accountTimes = plan.flatMap(({ kind, at }) => (kind === 'account' ? [at.getTime()] : []));
      expect(accountTimes).toEqual([...accountTimes].sort((a, b) => a - b));
      expect(Math.max(...times)).toBeLessThan(now.getTime());
      expect(new Set(plan.map(({ operationId }) => operationId)).size).toBe(plan.length);
      expect(seedPlan(now)).toEqual(plan);
    }),
    { numRuns: 20 },
  );
});
