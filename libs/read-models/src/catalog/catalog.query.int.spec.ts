import { amount } from '#libs/ledger';
import { LedgerHistory } from '../testing/ledger-history.js';
import { createReadModelsFixture, type ReadModelsFixture } from '../testing/read-models-fixture.js';
import { CatalogQuery } from './catalog.query.js';

const at = (time: string) => new Date(time);

describe('the catalog', () => {
  let fixture: ReadModelsFixture;
  let history: LedgerHistory;
  let query: CatalogQuery;
  beforeAll(async () => {
    fixture = await createReadModelsFixture();
    query = new CatalogQuery(fixture.database);
  });
  beforeEach(async () => {
    await fixture.empty();
    history = new LedgerHistory();
  });
  afterAll(() => fixture.close());

  const change = (feature: string, tokensPerUnit: string, effectiveFrom: string, changedAt = effectiveFrom) =>
    history.rate(
      {
        feature,
        name: `Feature ${feature}`,
        unit: 'word',
        tokensPerUnit: amount(tokensPerUnit),
        effectiveFrom: at(effectiveFrom),
      },
      at(changedAt),
    );
  const rateAt = async (time: string) => (await query.rate('ai_bots', at(time)))?.tokensPerUnit ?? null;

  it('has the rate that is in force at a moment, from the very instant', async () => {
    change('ai_bots', '2', '2026-01-01T00:00:00Z');
    change('ai_bots', '2.5', '2026-02-01T00:00:00Z', '2026-01-10T00:00:00Z');
    await fixture.project(history.events);
    expect(await rateAt('2025-12-31T23:59:59.999Z')).toBeNull();
    expect(await rateAt('2026-01-31T23:59:59.999Z')).toBe('2');
    expect(await query.rate('ai_bots', at('2026-02-01T00:00:00Z'))).toEqual({
      feature: 'ai_bots',
      name: 'Feature ai_bots',
      engine: null,
      icon: null,
      unit: 'word',
      tokensPerUnit: '2.5',
      multipliers: {},
      effectiveFrom: '2026-02-01T00:00:00.000Z',
      revision: 1,
    });
  });

  it('takes the one decided later of two from the same instant', async () => {
    change('ai_bots', '2', '2026-01-05T00:00:00Z', '2026-01-01T00:00:00Z');
    change('ai_bots', '3', '2026-01-05T00:00:00Z', '2026-01-02T00:00:00Z');
    await fixture.project(history.events);
    expect(await rateAt('2026-01-06T00:00:00Z')).toBe('3');
  });

  it('lists features with a rate in force, by key', async () => {
    change('b', '1', '2026-01-01T00:00:00Z');
    change('a', '1', '2026-01-01T00:00:00Z');
    change('future', '1', '2027-01-01T00:00:00Z', '2026-01-01T00:00:00Z');
    await fixture.project(history.events);
    const { items } = await query.features(at('2026-01-02T00:00:00Z'));
    expect(items.map(({ feature }) => feature)).toEqual(['a', 'b']);
  });

  it('lists features whose first rate is still to come apart, each with that rate', async () => {
    change('now', '1', '2026-01-01T00:00:00Z');
    change('now', '2', '2027-01-01T00:00:00Z', '2026-01-01T00:00:00Z');
    change('soon', '4', '2027-02-01T00:00:00Z', '2026-01-01T00:00:00Z');
    change('soon', '3', '2027-01-01T00:00:00Z', '2026-01-01T00:00:00Z');
    change('soon', '3.5', '2027-01-01T00:00:00Z', '2026-01-02T00:00:00Z');
    await fixture.project(history.events);
    const { items } = await query.featuresToCome(at('2026-06-01T00:00:00Z'));
    expect(items.map(({ feature, tokensPerUnit }) => [feature, tokensPerUnit])).toEqual([['soon', '3.5']]);
    expect(await query.featuresToCome(at('2027-01-01T00:00:00Z'))).toEqual({ items: [] });
  });

  it('lists models as they were last defined', async () => {
    history.model({ model: 'gpt-5-nano', name: 'GPT', engine: 'openai' }, at('2026-01-01T00:00:00Z'));
    history.model({ model: 'claude', name: 'Claude', engine: 'anthropic' }, at('2026-01-01T00:00:00Z'));
    await fixture.project(history.events);
    history.model(
      { model: 'gpt-5-nano', name: 'GPT-5 Nano', engine: 'openai', icon: 'openai' },
      at('2026-01-02T00:00:00Z'),
    );
    await fixture.project(history.events);
    expect(await query.models()).toEqual({
      items: [
        { model: 'claude', name: 'Claude', engine: 'anthropic', icon: null },
        { model: 'gpt-5-nano', name: 'GPT-5 Nano', engine: 'openai', icon: 'openai' },
      ],
    });
  });

  it('has no rate for a feature that nobody knows', async () => {
    expect(await query.rate('unheard-of', at('2026-01-01T00:00:00Z'))).toBeNull();
  });
});
