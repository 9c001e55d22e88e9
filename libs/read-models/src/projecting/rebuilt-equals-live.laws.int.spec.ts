import { amount, asOf, balanceOf, formatAmount, type AllocationBalance } from '#libs/ledger';
import fc from 'fast-check';
import { BalanceQuery } from '../balances/balance.query.js';
import { aHistory } from '../testing/any-history.js';
import type { LedgerHistory } from '../testing/ledger-history.js';
import { allRows, createReadModelsFixture, type ReadModelsFixture } from '../testing/read-models-fixture.js';
import { projectBatch } from './project-batch.js';

const RUNS = 60;

/** How the log is cut into batches, and how many events before each are delivered again. */
const deliveries = fc.array(fc.record({ size: fc.integer({ min: 1, max: 12 }), again: fc.nat(5) }), {
  minLength: 1,
  maxLength: 8,
});

describe('for every history that the ledger can write', () => {
  let fixture: ReadModelsFixture;
  beforeAll(async () => {
    fixture = await createReadModelsFixture();
  });
  afterAll(() => fixture.close());

  const projectInPieces = async (
    { events }: LedgerHistory,
    pieces: readonly { size: number; again: number }[],
  ) => {
    let at = 0;
    for (let turn = 0; at < events.length; turn += 1) {
      const { size, again } = pieces[turn % pieces.length] ?? { size: 1, again: 0 };
      const from = Math.max(0, at - again);
      const after = events[from - 1]?.position ?? null;
      await projectBatch(fixture.database, { after, events: events.slice(from, at + size) });
      at += size;
    }
  };

  it('read models rebuilt at once equal those projected live, however the batches fall', async () => {
    await fc.assert(
      fc.asyncProperty(aHistory, deliveries, async (history, pieces) => {
        await fixture.empty();
        await projectInPieces(history, pieces);
        const live = await allRows(fixture.database);
        await fixture.empty();
        await fixture.project(history.events);
        expect(await allRows(fixture.database)).toEqual(live);
      }),
      { numRuns: RUNS, endOnFailure: true },
    );
  });

  it('balances are those of the ledger at every moment, and add up', async () => {
    const query = new BalanceQuery(fixture.database);
    await fc.assert(
      fc.asyncProperty(aHistory, deliveries, fc.nat(90), async (history, pieces, daysLater) => {
        await fixture.empty();
        await projectInPieces(history, pieces);
        const now = new Date(history.now.getTime() + daysLater * 86_400_000);
        for (const [accountId, account] of history.accounts) {
          const { allocations } = await query.ofAccount(accountId, { zone: 'UTC', now });
          const expected = [...asOf(account, now).allocations.values()].map((allocation) => ({
            model: allocation.model,
            unlimited: allocation.unlimited,
            unlimitedSpent: formatAmount(allocation.unlimitedSpent),
            overdrawn: formatAmount(allocation.overdrawn),
            ...formatted(balanceOf(allocation)),
          }));
          expect(allocations).toHaveLength(expected.length);
          for (const each of expected) {
            expect(allocations).toContainEqual(expect.objectContaining(each));
          }
          for (const each of allocations) {
            const parts = [each.available, each.held, each.spent, each.expired, each.revoked].map(amount);
            expect(parts.reduce((all, part) => all + part, 0n)).toBe(amount(each.granted));
          }
        }
      }),
      { numRuns: RUNS, endOnFailure: true },
    );
  });
});

function formatted(balance: AllocationBalance) {
  return Object.fromEntries(Object.entries(balance).map(([term, tokens]) => [term, formatAmount(tokens)]));
}
