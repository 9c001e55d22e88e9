import { amount, formatAmount, sum } from '#libs/ledger';
import { LedgerHistory } from '../testing/ledger-history.js';
import { createReadModelsFixture, type ReadModelsFixture } from '../testing/read-models-fixture.js';
import { UsageByTimeQuery, type UsageByTimeFilter } from './usage-by-time.query.js';

const ACCOUNT = 'acc-1';

describe('usage by time', () => {
  let fixture: ReadModelsFixture;
  let history: LedgerHistory;
  let query: UsageByTimeQuery;
  beforeAll(async () => {
    fixture = await createReadModelsFixture();
    query = new UsageByTimeQuery(fixture.database);
  });
  beforeEach(async () => {
    await fixture.empty();
    history = new LedgerHistory();
    const start = new Date('2025-01-01T00:00:00Z');
    for (const feature of ['ai_bots', 'training']) {
      history.rate(
        { feature, name: feature, unit: 'word', tokensPerUnit: amount('1'), effectiveFrom: null },
        start,
      );
    }
    for (const model of ['gpt-5-nano', 'claude'])
      history.account(ACCOUNT, { type: 'SetUnlimited', model, unlimited: true }, start);
  });
  afterAll(() => fixture.close());

  const use = (units: string, time: string, { model = 'gpt-5-nano', feature = 'ai_bots' } = {}) =>
    history.consume(ACCOUNT, { model, feature, quantity: { units: amount(units) } }, new Date(time));
  const days = async (zone: string, from: string, to: string) => {
    await fixture.project(history.events);
    return (await query.days(ACCOUNT, { zone, from, to })).periods;
  };

  it('lists days without usage with 0', async () => {
    use('1.5', '2026-01-02T12:00:00Z');
    expect(await days('UTC', '2026-01-01', '2026-01-03')).toEqual([
      { start: '2026-01-01', tokens: '0', operations: 0 },
      { start: '2026-01-02', tokens: '1.5', operations: 1 },
      { start: '2026-01-03', tokens: '0', operations: 0 },
    ]);
  });

  it('is nothing for an account without any event', async () => {
    const usage = await query.days('acc-unknown', { zone: 'UTC', from: '2026-01-01', to: '2026-01-02' });
    expect(usage.periods.map(({ tokens }) => tokens)).toEqual(['0', '0']);
  });

  it.each([
    ['Europe/Berlin', '2026-03-29', 23],
    ['Europe/Berlin', '2026-10-25', 25],
    ['America/New_York', '2026-03-08', 23],
    ['America/New_York', '2026-11-01', 25],
    ['Asia/Kathmandu', '2026-03-29', 24],
    ['Australia/Lord_Howe', '2026-04-05', 24.5],
    ['Africa/Cairo', '2026-04-24', 23],
  ])('has %s on %s with the %d hours that the day has there', async (zone, day, hours) => {
    const around = Date.parse(`${day}T00:00:00Z`) - 36 * 3_600_000;
    for (let quarter = 0; quarter < 4 * 96; quarter += 1) {
      use('1', new Date(around + quarter * 900_000 + 899_999).toISOString());
    }
    expect(await days(zone, day, day)).toMatchObject([{ tokens: String(hours * 4), operations: hours * 4 }]);
  });

  it.each(['Europe/Berlin', 'America/New_York', 'Asia/Kathmandu', 'UTC', 'Pacific/Apia'])(
    'has days in %s that add up to what was used, over a whole year',
    async (zone) => {
      const start = Date.parse('2025-12-30T00:00:00Z');
      const hours = 24 * 369;
      for (let hour = 0; hour < hours; hour += 5) {
        use('0.000001', new Date(start + hour * 3_600_000 + (hour % 60) * 60_000).toISOString());
      }
      await fixture.project(history.events);
      const year = await query.days(ACCOUNT, { zone, from: '2025-12-29', to: '2027-01-04' });
      const months = await query.months(ACCOUNT, { zone, from: '2025-12-29', to: '2027-01-04' });
      const all = formatAmount(sum(Array.from({ length: Math.ceil(hours / 5) }, () => amount('0.000001'))));
      for (const { periods } of [year, months]) {
        expect(formatAmount(sum(periods.map(({ tokens }) => amount(tokens))))).toBe(all);
      }
      expect(months.periods).toHaveLength(14);
    },
  );

  it('cuts months at midnight of the zone', async () => {
    use('1', '2026-01-31T23:14:59Z');
    use('2', '2026-01-31T23:30:00Z');
    await fixture.project(history.events);
    const range = { from: '2026-01-15', to: '2026-02-15' };
    const berlin = await query.months(ACCOUNT, { zone: 'Europe/Berlin', ...range });
    expect(berlin.periods).toEqual([
      { start: '2026-01-01', tokens: '0', operations: 0 },
      { start: '2026-02-01', tokens: '3', operations: 2 },
    ]);
    const utc = await query.months(ACCOUNT, { zone: 'UTC', ...range });
    expect(utc.periods.map(({ tokens }) => tokens)).toEqual(['3', '0']);
  });

  it('is narrowed to a model or a feature', async () => {
    use('1', '2026-01-01T01:00:00Z');
    use('10', '2026-01-01T01:00:00Z', { model: 'claude' });
    use('100', '2026-01-01T01:00:00Z', { feature: 'training' });
    await fixture.project(history.events);
    const of = async (filter: { model?: string; feature?: string }) =>
      (await query.days(ACCOUNT, { zone: 'UTC', from: '2026-01-01', to: '2026-01-01', ...filter })).periods[0]
        ?.tokens;
    expect([await of({}), await of({ model: 'claude' }), await of({ feature: 'ai_bots' })]).toEqual([
      '111',
      '10',
      '11',
    ]);
  });

  it('is split by model or by feature, the largest part first, each with its name', async () => {
    history.model({ model: 'claude', name: 'Claude', engine: 'anthropic' }, new Date('2025-01-01T00:00:00Z'));
    use('1', '2026-01-01T01:00:00Z');
    use('10', '2026-01-01T01:00:00Z', { model: 'claude' });
    use('100', '2026-01-02T01:00:00Z', { feature: 'training' });
    await fixture.project(history.events);
    const split = (by: 'model' | 'feature') =>
      query.days(ACCOUNT, { zone: 'UTC', from: '2026-01-01', to: '2026-01-03', split: by });
    const byModel = await split('model');
    const claude = { key: 'claude', name: 'Claude', tokens: '10', operations: 1 };
    const nano = { key: 'gpt-5-nano', name: 'gpt-5-nano' };
    expect(byModel.periods.map(({ parts }) => parts)).toEqual([
      [claude, { ...nano, tokens: '1', operations: 1 }],
      [{ ...nano, tokens: '100', operations: 1 }],
      [],
    ]);
    expect(byModel.total).toEqual({
      tokens: '111',
      operations: 3,
      parts: [{ ...nano, tokens: '101', operations: 2 }, claude],
    });
    expect((await split('feature')).total.parts).toMatchObject([
      { key: 'training', tokens: '100' },
      { key: 'ai_bots', tokens: '11' },
    ]);
  });

  it('begins with the first use that is found when no first day is asked for', async () => {
    use('1', '2026-01-01T12:00:00Z');
    use('2', '2026-02-20T12:00:00Z', { model: 'claude' });
    await fixture.project(history.events);
    const since = async (filter: Partial<UsageByTimeFilter>) => {
      const answer = await query.days(ACCOUNT, { zone: 'UTC', to: '2026-03-01', ...filter });
      return [answer.periods[0]?.start, answer.periods.length, answer.total.tokens, answer.hasEarlier];
    };
    expect(await since({})).toEqual(['2026-01-01', 60, '3', false]);
    expect(await since({ minTokens: amount('2') })).toEqual(['2026-02-16', 14, '2', false]);
    expect(await since({ to: '2027-02-05' })).toEqual(['2026-01-02', 400, '2', true]);
  });

  it('finds what is searched for in names too, whatever the capitals', async () => {
    history.model({ model: 'claude', name: 'Sonnet', engine: 'anthropic' }, new Date('2025-01-01T00:00:00Z'));
    use('1', '2026-01-01T01:00:00Z');
    use('10', '2026-01-01T01:00:00Z', { model: 'claude' });
    use('100', '2026-01-01T01:00:00Z', { feature: 'training' });
    await fixture.project(history.events);
    const of = async (search: string) =>
      (await query.days(ACCOUNT, { zone: 'UTC', from: '2026-01-01', to: '2026-01-01', search })).total.tokens;
    expect([await of('sonnet'), await of('TRAIN'), await of('%'), await of('o')]).toEqual([
      '10',
      '100',
      '0',
      '111',
    ]);
  });

  it('refuses zones and ranges that do not exist', async () => {
    await expect(days('Mars/Olympus', '2026-01-01', '2026-01-01')).rejects.toThrow('no IANA time zone');
    await expect(days('UTC', '2026-01-02', '2026-01-01')).rejects.toThrow('after its end');
  });
});
