import { amount } from '#libs/ledger';
import { busyHistory } from '../testing/busy-history.js';
import type { LedgerHistory } from '../testing/ledger-history.js';
import { createReadModelsFixture, type ReadModelsFixture } from '../testing/read-models-fixture.js';
import { InvalidCursor } from '../database/page-cursor.js';
import { UsageQuery, type UsageFilter } from './usage.query.js';

describe('the usage history', () => {
  let fixture: ReadModelsFixture;
  let history: LedgerHistory;
  let query: UsageQuery;
  beforeAll(async () => {
    fixture = await createReadModelsFixture();
    query = new UsageQuery(fixture.database);
    history = busyHistory(2, 60);
    await fixture.project(history.events);
  });
  afterAll(() => fixture.close());

  const positions = (accountId: string, matches: (data: Record<string, unknown>) => boolean = () => true) =>
    history.events
      .filter(({ type, streamName }) => type === 'TokensConsumed' && streamName === `account-${accountId}`)
      .filter(({ data }) => matches(data))
      .map(({ position }) => position.toString())
      .reverse();
  const readAll = async (accountId: string, filter: UsageFilter) => {
    const pages: string[][] = [];
    let cursor: string | undefined;
    do {
      const page = await query.page(accountId, { ...filter, ...(cursor && { cursor }) });
      pages.push(page.items.map(({ position }) => position));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    return pages;
  };

  it('is empty for an account without any event', async () => {
    expect(await query.page('acc-unknown', { limit: 50 })).toMatchObject({ items: [], nextCursor: null });
  });

  it('shows everything of the receipt, and the names of model and feature', async () => {
    const { items, asOf } = await query.page('acc-0', { limit: 1 });
    const last = history.events.filter(({ streamName }) => streamName === 'account-acc-0').at(-1);
    expect(items).toEqual([
      {
        ...last?.data,
        accountId: 'acc-0',
        modelName: 'CLAUDE-SONNET-4.5',
        featureName: 'ai_bots',
        reversed: '0',
        position: last?.position.toString(),
      },
    ]);
    expect(asOf.position).toBe(history.events.at(-1)?.position.toString());
  });

  it('is paged newest first, each entry once', async () => {
    const pages = await readAll('acc-0', { limit: 7 });
    expect(pages.map((page) => page.length)).toEqual([7, 7, 7, 7, 2]);
    expect(pages.flat()).toEqual(positions('acc-0'));
  });

  it('ends exactly where a page is full', async () => {
    expect((await readAll('acc-0', { limit: 30 })).map((page) => page.length)).toEqual([30]);
  });

  it('does not move under the pages while new usage comes', async () => {
    const expected = positions('acc-1');
    const first = await query.page('acc-1', { limit: 10 });
    const quantity = { units: amount('1') };
    const late = history.consume(
      'acc-1',
      { model: 'gpt-5-nano', feature: 'ai_bots', quantity },
      new Date('2026-03-01T00:00:00Z'),
    );
    await fixture.project(late);
    const second = await query.page('acc-1', {
      limit: 50,
      ...(first.nextCursor && { cursor: first.nextCursor }),
    });
    expect([...first.items, ...second.items].map(({ position }) => position)).toEqual(expected);
  });

  it('is narrowed to a model, a feature, or both', async () => {
    const model = 'gpt-5-nano';
    const feature = 'ai_bots_training';
    expect((await readAll('acc-1', { limit: 3, model })).flat()).toEqual(
      positions('acc-1', (data) => data['model'] === model),
    );
    expect((await readAll('acc-1', { limit: 3, feature })).flat()).toEqual(
      positions('acc-1', (data) => data['feature'] === feature),
    );
    expect((await readAll('acc-1', { limit: 3, feature, model })).flat()).toEqual(
      positions('acc-1', (data) => data['model'] === model && data['feature'] === feature),
    );
  });

  it('is narrowed to a range of time, its beginning included and its end not', async () => {
    const { items } = await query.page('acc-0', {
      limit: 50,
      from: new Date('2026-01-01T00:03:00Z'),
      to: new Date('2026-01-01T00:07:00Z'),
    });
    expect(items.map(({ consumedAt }) => consumedAt.slice(11, 16))).toEqual(['00:05', '00:03']);
  });

  it('refuses a cursor that no page gave', async () => {
    await expect(query.page('acc-0', { limit: 50, cursor: 'bm9uc2Vuc2U' })).rejects.toThrow(InvalidCursor);
  });
});
