import { amount } from '#libs/ledger';
import { InvalidCursor } from '../database/page-cursor.js';
import { LedgerHistory } from '../testing/ledger-history.js';
import { createReadModelsFixture, type ReadModelsFixture } from '../testing/read-models-fixture.js';
import { RateHistoryQuery } from './rate-history.query.js';

const at = (time: string) => new Date(time);

let fixture: ReadModelsFixture;
let history: LedgerHistory;
let query: RateHistoryQuery;
beforeAll(async () => {
  fixture = await createReadModelsFixture();
  query = new RateHistoryQuery(fixture.database);
});
beforeEach(async () => {
  await fixture.empty();
  history = new LedgerHistory();
});
afterAll(() => fixture.close());

const change = (tokensPerUnit: string, effectiveFrom: string, decidedAt = effectiveFrom) =>
  history.rate(
    {
      feature: 'ai_bots',
      name: 'AI Bots',
      icon: 'bot',
      unit: 'word',
      tokensPerUnit: amount(tokensPerUnit),
      multipliers: new Map([['claude', amount('1.2')]]),
      effectiveFrom: at(effectiveFrom),
    },
    at(decidedAt),
  );
const page = (now: string, options: { cursor?: string; limit?: number } = {}) =>
  query.page('ai_bots', { limit: 50, ...options, now: at(now) });
const summary = async (now: string) =>
  (await page(now)).items.map(({ tokensPerUnit, state, effectiveTo }) => [tokensPerUnit, state, effectiveTo]);

it('says when each rate was, is and will be in force', async () => {
  change('2', '2026-01-01T00:00:00Z');
  change('3', '2026-04-01T00:00:00Z', '2026-01-10T00:00:00Z');
  change('2.5', '2026-02-01T00:00:00Z', '2026-01-20T00:00:00Z');
  await fixture.project(history.events);
  expect(await summary('2026-02-01T00:00:00Z')).toEqual([
    ['2.5', 'in-force', '2026-04-01T00:00:00.000Z'],
    ['3', 'scheduled', null],
    ['2', 'ended', '2026-02-01T00:00:00.000Z'],
  ]);
  expect(await summary('2026-01-31T23:59:59.999Z')).toEqual([
    ['2.5', 'scheduled', '2026-04-01T00:00:00.000Z'],
    ['3', 'scheduled', null],
    ['2', 'in-force', '2026-02-01T00:00:00.000Z'],
  ]);
});

it('calls replaced what another for the same instant took the place of', async () => {
  change('2', '2026-03-01T00:00:00Z', '2026-01-01T00:00:00Z');
  change('9', '2026-03-01T00:00:00Z', '2026-01-02T00:00:00Z');
  await fixture.project(history.events);
  expect(await summary('2026-04-01T00:00:00Z')).toEqual([
    ['9', 'in-force', null],
    ['2', 'replaced', '2026-03-01T00:00:00.000Z'],
  ]);
});

it('has everything that was decided of a rate', async () => {
  change('2', '2026-01-01T00:00:00Z');
  await fixture.project(history.events);
  expect((await page('2026-01-02T00:00:00Z')).items).toEqual([
    {
      feature: 'ai_bots',
      name: 'AI Bots',
      engine: null,
      icon: 'bot',
      unit: 'word',
      tokensPerUnit: '2',
      multipliers: { claude: '1.2' },
      effectiveFrom: '2026-01-01T00:00:00.000Z',
      changedAt: '2026-01-01T00:00:00.000Z',
      effectiveTo: null,
      state: 'in-force',
      revision: 0,
    },
  ]);
});

it('goes through the pages without gap or overlap', async () => {
  for (let day = 1; day <= 7; day += 1) change(String(day), `2026-01-0${day}T00:00:00Z`);
  await fixture.project(history.events);
  const revisions: number[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const { items, nextCursor } = await page('2026-02-01T00:00:00Z', { limit: 3, ...(cursor && { cursor }) });
    revisions.push(...items.map(({ revision }) => revision));
    cursor = nextCursor;
  }
  expect(revisions).toEqual([6, 5, 4, 3, 2, 1, 0]);
});

it('refuses a cursor that it did not give', async () => {
  await expect(page('2026-02-01T00:00:00Z', { cursor: 'r1:5' })).rejects.toThrow(InvalidCursor);
});

it('has no rates of a feature that nobody gave one', async () => {
  expect(await page('2026-02-01T00:00:00Z')).toEqual({ items: [], nextCursor: null });
});
