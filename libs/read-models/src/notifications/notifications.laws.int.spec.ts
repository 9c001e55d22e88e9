import { NOTIFICATION_KINDS, type Notification } from '#libs/contract';
import { amount, thresholdPassed } from '#libs/ledger';
import fc from 'fast-check';
import { projectBatch } from '../projecting/project-batch.js';
import { aHistory, type DatedHistory } from '../testing/any-history.js';
import { createReadModelsFixture, type ReadModelsFixture } from '../testing/read-models-fixture.js';
import { NotificationsQuery } from './notifications.query.js';

const RUNS = 40;
const EVERYTHING = { kinds: NOTIFICATION_KINDS, through: null, ids: [] };
const LEVEL_OF: Partial<Record<Notification['kind'], number>> = {
  'low-balance': 1,
  'critical-balance': 2,
  depleted: 3,
};
const LEVEL_OF_THRESHOLD = { warning: 1, critical: 2, depleted: 3 };

let fixture: ReadModelsFixture;
let query: NotificationsQuery;
beforeAll(async () => {
  fixture = await createReadModelsFixture();
  query = new NotificationsQuery(fixture.database);
});
afterAll(() => fixture.close());

const told = async (accountId: string, now: Date) =>
  (await query.page(accountId, EVERYTHING, { limit: 500 }, now)).items;

/** The levels of an allocation as its events pass them, one list for every act of the ledger. */
function passagesIn({ events }: DatedHistory, accountId: string, model: string) {
  const passages = new Map<string, { deepest: number; up: boolean }>();
  for (const { streamName, type, data, metadata } of events) {
    if (streamName !== `account-${accountId}` || data['model'] !== model) continue;
    if (!type.startsWith('BalanceThreshold')) continue;
    const passage = `${String(metadata['operationId'])} ${String(data['at'])}`;
    const level = LEVEL_OF_THRESHOLD[data['threshold'] as keyof typeof LEVEL_OF_THRESHOLD]; // checked by the schema
    const deepest = Math.max(level, passages.get(passage)?.deepest ?? 0);
    passages.set(passage, { deepest, up: type === 'BalanceThresholdRecovered' });
  }
  return [...passages.values()];
}

describe('for every history that the ledger can write', () => {
  it('tells each crossing once, however often its events are delivered, and how deep it went', async () => {
    await fc.assert(
      fc.asyncProperty(aHistory, fc.integer({ min: 1, max: 12 }), async (history, size) => {
        await fixture.empty();
        const { events } = history;
        for (let at = 0; at < events.length; at += size) {
          const from = Math.max(0, at - 3); // delivered again after a restart
          const after = events[from - 1]?.position ?? null;
          await projectBatch(fixture.database, { after, events: events.slice(from, at + size) });
        }
        for (const [accountId, account] of history.accounts) {
          const listed = await told(accountId, history.now);
          for (const model of account.allocations.keys()) {
            const levels = listed
              .filter((each) => 'model' in each && each.model === model)
              .flatMap(({ kind }) => LEVEL_OF[kind] ?? []);
            const crossings = passagesIn(history, accountId, model).filter(({ up }) => !up);
            expect(levels.toSorted()).toEqual(crossings.map(({ deepest }) => deepest).toSorted());
          }
        }
      }),
      { numRuns: RUNS, endOnFailure: true },
    );
  });

  it('tells figures that are beyond the threshold, and of no grant that has nothing to lose', async () => {
    await fc.assert(
      fc.asyncProperty(aHistory, fc.nat(60), async (history, days) => {
        await fixture.empty();
        await fixture.project(history.events);
        const now = new Date(history.now.getTime() + days * 86_400_000);
        for (const accountId of history.accounts.keys()) {
          const listed = await told(accountId, now);
          expect(new Set(listed.map(({ id }) => id)).size).toBe(listed.length);
          for (const each of listed) expectToBeTrue(each, now);
        }
      }),
      { numRuns: RUNS, endOnFailure: true },
    );
  });
});

function expectToBeTrue(each: Notification, now: Date): void {
  if (each.kind === 'expiring-soon') {
    const leftMs = Date.parse(each.expiresAt) - now.getTime();
    expect(leftMs).toBeGreaterThan(0);
    expect(leftMs).toBeLessThanOrEqual(7 * 86_400_000);
    expect(amount(each.tokens)).toBeGreaterThan(0n);
  } else if (each.kind !== 'purchase-failed') {
    const threshold = thresholdPassed(amount(each.remaining), amount(each.basis));
    expect(threshold && LEVEL_OF_THRESHOLD[threshold]).toBe(LEVEL_OF[each.kind]);
  }
}
