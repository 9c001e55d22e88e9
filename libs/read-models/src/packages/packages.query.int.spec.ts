import type { Offer } from '#libs/ledger';
import { packagesSchema } from '#libs/contract';
import { LedgerHistory } from '../testing/ledger-history.js';
import { createReadModelsFixture, type ReadModelsFixture } from '../testing/read-models-fixture.js';
import { packageEntity } from './package.entity.js';
import { PackagesQuery } from './packages.query.js';

const NOW = new Date('2026-01-03T07:58:00.000Z');
const usd = (minorUnits: string) => ({ minorUnits, currency: 'USD' }) as const;

let fixture: ReadModelsFixture;
let history: LedgerHistory;
let query: PackagesQuery;
beforeAll(async () => {
  fixture = await createReadModelsFixture();
  query = new PackagesQuery(fixture.database);
});
beforeEach(async () => {
  await fixture.empty();
  history = new LedgerHistory();
});
afterAll(() => fixture.close());

const single = (price: string): Offer => ({
  kind: 'tokens',
  model: 'gpt-5-nano',
  tokensPerUnit: '1000.5',
  unitsMin: 1,
  unitsMax: 10,
  tiers: [{ fromUnits: 1, unitPrice: usd(price) }],
  expiresAfterDays: 30,
});
const bundle = (price: string): Offer => ({
  kind: 'bundle',
  items: [{ model: 'gpt-5-nano', tokens: '50000' }],
  price: usd(price),
  listPrice: usd(price),
  expiresAfterDays: null,
});
const plan: Offer = {
  kind: 'plan',
  period: 'month',
  allowances: [{ model: 'gpt-5-nano', tokens: '1', rollover: { rule: 'all' } }],
  price: usd('1'),
  prioritySupport: true,
};

function define(packageId: string, offer: Offer) {
  const named = { packageId, name: packageId.toUpperCase(), description: 'For everybody.' };
  history.package({ type: 'DefinePackage', ...named, offer }, NOW);
}
function retire(packageId: string) {
  history.package({ type: 'RetirePackage', packageId, reason: 'old' }, NOW);
}
const onSale = async () => {
  await fixture.project(history.events);
  return packagesSchema.parse(await query.onSale()).items.map(({ packageId }) => packageId);
};

/** In its latest version, on sale or not. */
const stored = async (packageId: string) =>
  await fixture.database.manager.findOneBy(packageEntity, { packageId });

it('has nothing on sale at first', async () => {
  expect(await onSale()).toEqual([]);
  expect(await stored('starter')).toBeNull();
});

it('lists single models, then bundles, then plans, each from the cheapest on', async () => {
  define('plan', plan);
  define('pro', bundle('10000'));
  define('starter', bundle('999'));
  define('large', single('900'));
  define('b-small', single('90'));
  define('a-small', single('90'));
  expect(await onSale()).toEqual(['a-small', 'b-small', 'large', 'starter', 'pro', 'plan']);
});

it('shows the latest version, which is the one to buy', async () => {
  define('starter', bundle('999'));
  define('starter', bundle('1099'));
  expect(await onSale()).toEqual(['starter']);
  expect(await stored('starter')).toEqual({
    packageId: 'starter',
    version: 1,
    name: 'STARTER',
    description: 'For everybody.',
    offer: bundle('1099'),
    definedAt: NOW,
    retiredAt: null,
  });
});

it('leaves out what is retired, still has it, and sells it again when it is defined anew', async () => {
  define('starter', bundle('999'));
  await fixture.project(history.events);
  retire('starter');
  expect(await onSale()).toEqual([]);
  expect(await stored('starter')).toMatchObject({ version: 0, retiredAt: NOW });
  expect((await query.retired()).items.map(({ packageId }) => packageId)).toEqual(['starter']);
  define('starter', bundle('899'));
  expect(await onSale()).toEqual(['starter']);
  expect(await stored('starter')).toMatchObject({ version: 2, retiredAt: null });
  expect((await query.retired()).items).toEqual([]);
});
