import { asOf, capRooms, CAP_PERIODS, formatAmount, type Account, type CapRoom } from '#libs/ledger';
import fc from 'fast-check';
import { aHistory, aLimitedHistory, type DatedHistory } from '../testing/any-history.js';
import { createReadModelsFixture, type ReadModelsFixture } from '../testing/read-models-fixture.js';
import { LimitsQuery } from './limits.query.js';

const HOUR_MS = 3_600_000;

let fixture: ReadModelsFixture;
beforeAll(async () => {
  fixture = await createReadModelsFixture();
});
afterAll(() => fixture.close());

/** Limits and what is left of them are those of the ledger, at a moment after the last event. */
async function areOfTheLedger(history: DatedHistory, hoursLater: number): Promise<void> {
  const query = new LimitsQuery(fixture.database);
  const now = new Date(history.now.getTime() + hoursLater * HOUR_MS);
  for (const [accountId, recorded] of history.accounts) {
    const { asOf: _, ...limits } = await query.ofAccount(accountId, now);
    expect(limits).toEqual({ accountId, ...limitsOf(asOf(recorded, now), now) });
  }
}

it.each([
  ['every history that the ledger can write', aHistory, fc.nat(50 * 24), 40],
  ['every history in which much is capped, moved and reversed', aLimitedHistory, fc.nat(4), 120],
])('for %s, limits and what is left are those of the ledger', async (_title, histories, laters, numRuns) => {
  await fc.assert(
    fc.asyncProperty(histories, laters, fc.nat(60), async (history, hoursLater, cut) => {
      await fixture.empty();
      await fixture.project(history.events.slice(0, cut));
      await fixture.project(history.events);
      await areOfTheLedger(history, hoursLater);
    }),
    { numRuns, endOnFailure: true },
  );
});

function limitsOf(account: Account, now: Date) {
  const models = [...account.allocations.values()].map((allocation) => ({
    model: allocation.model,
    name: expect.any(String) as string, // of the catalog, which is no matter of this law
    overdraftLimit: formatAmount(allocation.overdraftLimit),
    overdrawn: formatAmount(allocation.overdrawn),
    caps: capsOf(capRooms(account, allocation.model, now), 'model'),
    freeze: freezeOf(allocation),
  }));
  return {
    timeZone: account.timeZone,
    caps: capsOf(capRooms(account, 'any', now), 'account'),
    freeze: freezeOf(account),
    models: models.sort((a, b) => (a.model < b.model ? -1 : 1)),
  };
}

function capsOf(rooms: readonly CapRoom[], scope: CapRoom['scope']) {
  const views = CAP_PERIODS.map((period) => {
    const room = rooms.find((each) => each.scope === scope && each.period === period);
    return [period, room ? viewOf(room) : null];
  });
  return Object.fromEntries(views) as unknown; // compared with as a whole
}

function viewOf({ cap, spent, held, room, resetsAt }: CapRoom) {
  return {
    cap: formatAmount(cap),
    spent: formatAmount(spent),
    held: formatAmount(held),
    available: room < 0n ? '0' : formatAmount(room),
    resetsAt: resetsAt.toISOString(),
  };
}

function freezeOf({ frozen }: Pick<Account, 'frozen'>) {
  return frozen && { reason: frozen.reason, since: frozen.frozenAt };
}
