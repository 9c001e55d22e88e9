import type { CatalogFact } from '../events/fact.js';
import { foldCatalog } from './catalog.projection.js';

const rate = (revision: bigint, tokensPerUnit: string): CatalogFact => ({
  about: 'catalog',
  position: revision,
  revision,
  event: {
    type: 'RateChanged',
    data: {
      feature: 'ai_bots',
      name: 'AI Bots',
      engine: null,
      icon: null,
      unit: 'word',
      tokensPerUnit,
      multipliers: {},
      effectiveFrom: '2026-01-01T00:00:00.000Z',
      changedAt: '2026-01-01T00:00:00.000Z',
    },
  },
});

const model = (name: string): CatalogFact => ({
  about: 'catalog',
  position: 1n,
  revision: 0n,
  event: {
    type: 'ModelDefined',
    data: { model: 'gpt-5-nano', name, engine: 'openai', icon: null, definedAt: '2026-01-01T00:00:00.000Z' },
  },
});

it('keeps every rate, with its revision', () => {
  expect(foldCatalog([rate(0n, '2'), rate(1n, '2.5')]).rates).toMatchObject([
    { revision: 0n, tokensPerUnit: '2' },
    { revision: 1n, tokensPerUnit: '2.5' },
  ]);
});

it('keeps the last definition of a model', () => {
  expect(foldCatalog([model('GPT'), model('GPT-5 Nano')]).models).toMatchObject([{ name: 'GPT-5 Nano' }]);
});
