import type { UsageByPeriod, UsageEntry, UsageSplit } from '#libs/contract';
import {
  amount,
  DIVISIONS,
  firstOfMonth,
  firstOfWeek,
  formatAmount,
  microTokens,
  sum,
  ZonedDays,
} from '#libs/ledger';
import fc from 'fast-check';
import { readConsistently } from '../database/consistent-read.js';
import { aYearOfUsage } from '../testing/any-history.js';
import { createReadModelsFixture, type ReadModelsFixture } from '../testing/read-models-fixture.js';
import type { ChargeFilter } from '../usage-history/charge-filter.js';
import { UsageQuery } from '../usage-history/usage.query.js';
import { periodsIn } from './periods.js';
import { UsageByTimeQuery, type UsageByTimeFilter } from './usage-by-time.query.js';
import { sumsOfCharges, sumsOfQuarters } from './usage-sums.js';

const ACCOUNT = 'acc-1';
const RUNS = 60;

/** With clocks that change by an hour, by half an hour, at midnight, and with offsets of half hours and quarters. */
const zone = fc.constantFrom(
  ...['UTC', 'Europe/Berlin', 'America/New_York', 'America/Santiago', 'Africa/Cairo'],
  ...['Australia/Lord_Howe', 'Asia/Kolkata', 'Asia/Kathmandu', 'Pacific/Apia', 'Pacific/Chatham'],
);
const range = fc
  .tuple(fc.nat(250), fc.nat(120))
  .map(([start, days]) => ({ from: dayAt(start), to: dayAt(start + days) }));
const split = fc.constantFrom<UsageSplit>('model', 'feature');
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 2 });
const tokens = fc.nat(300).map((tenths) => microTokens(BigInt(tenths) * 100_000n));
const filter = fc
  .record({
    model: maybe(fc.constantFrom('gpt-5-nano', 'claude')),
    feature: maybe(fc.constantFrom('ai_bots', 'training')),
    minTokens: maybe(tokens),
    maxTokens: maybe(tokens),
    search: maybe(fc.constantFrom('1', 'BOT', 'claude', '%', '_')),
  })
  .map((members) => Object.fromEntries(Object.entries(members).filter(([, each]) => each !== undefined)));

function dayAt(days: number): string {
  return new Date(Date.UTC(2026, 0, 1 + days)).toISOString().slice(0, 10);
}

describe('usage by time, for every history that the ledger can write', () => {
  let fixture: ReadModelsFixture;
  beforeAll(async () => {
    fixture = await createReadModelsFixture();
  });
  afterAll(() => fixture.close());

  it('is the same from the quarters of an hour and from the charges', async () => {
    await fc.assert(
      fc.asyncProperty(aYearOfUsage, zone, range, split, async (history, zone, range, split) => {
        await fixture.empty();
        await fixture.project(history.events);
        const { boundaries } = periodsIn(range, new ZonedDays(zone), DIVISIONS.day);
        await readConsistently(fixture.database, async (view) => {
          const sources = [sumsOfQuarters(view, ACCOUNT, {}), sumsOfCharges(view, ACCOUNT, {})];
          const [quarters, charges] = await Promise.all(sources.map((each) => each.of(boundaries, split)));
          expect(new Set(charges?.map(written))).toEqual(new Set(quarters?.map(written)));
        });
      }),
      { numRuns: RUNS, endOnFailure: true },
    );
  });

  it.each(['days', 'weeks', 'months'] as const)('has %s that add up to the rows of the list', async (by) => {
    await fc.assert(
      fc.asyncProperty(aYearOfUsage, zone, range, filter, async (history, zone, range, filter) => {
        await fixture.empty();
        await fixture.project(history.events);
        const asked: UsageByTimeFilter = { zone, ...range, edges: 'cut', split: 'model', ...filter };
        const answer = await new UsageByTimeQuery(fixture.database)[by](ACCOUNT, asked);
        const rows = await listed(fixture, { zone, ...range }, filter);
        expect(figuresOf(answer)).toEqual(figuresOfRows(rows, zone, by));
      }),
      { numRuns: RUNS, endOnFailure: true },
    );
  });
});

const written = (row: object) => JSON.stringify(row, Object.keys(row).sort());

/** What the list shows for the same filter, between the same midnights. */
async function listed(
  { database }: ReadModelsFixture,
  { zone, from, to }: { zone: string; from: string; to: string },
  filter: ChargeFilter,
): Promise<readonly UsageEntry[]> {
  const { boundaries } = periodsIn({ from, to }, new ZonedDays(zone), DIVISIONS.day);
  const [first, last] = [boundaries[0], boundaries.at(-1)];
  if (!first || !last) throw new Error('A range has boundaries.');
  const page = await new UsageQuery(database).page(ACCOUNT, { limit: 200, from: first, to: last, ...filter });
  expect(page.nextCursor).toBeNull();
  return page.items;
}

type Figures = Readonly<Record<string, readonly [tokens: string, operations: number]>>;

/** By period and model; those without usage left out. */
function figuresOf({ periods }: UsageByPeriod): Figures {
  return Object.fromEntries(
    periods.flatMap(({ start, parts = [] }) =>
      parts.map(({ key, tokens, operations }) => [`${start} ${key}`, [tokens, operations]]),
    ),
  ) as Figures; // as it was made
}

const FIRST_OF = { days: (day: string) => day, weeks: firstOfWeek, months: firstOfMonth };

function figuresOfRows(rows: readonly UsageEntry[], zone: string, by: keyof typeof FIRST_OF): Figures {
  const days = new ZonedDays(zone);
  const placeOf = (row: UsageEntry) => `${FIRST_OF[by](days.dateOf(new Date(row.consumedAt)))} ${row.model}`;
  const places = [...new Set(rows.map(placeOf))];
  return Object.fromEntries(
    places.map((place) => {
      const own = rows.filter((row) => placeOf(row) === place);
      const tokens = own.map((row) => microTokens(amount(row.tokens) - amount(row.reversed)));
      return [place, [formatAmount(sum(tokens)), own.length]];
    }),
  );
}
