import {
  packagesSchema,
  purchasePageSchema,
  routes,
  type Checkout,
  type DefinePackageResponse,
} from '#libs/contract';
import { BUNDLE, StoreDriver, PLANS } from '../testing/store-driver.js';
import { startTestApi, type TestApi } from '../testing/test-api.js';

const ACCOUNT = 'acc-buyer';
const OTHER = 'acc-other';

let api: TestApi;
let store: StoreDriver;
let completed: Checkout;
let pending: Checkout;
beforeAll(async () => {
  api = await startTestApi({ projecting: true });
  store = await StoreDriver.of(api);
  completed = await store.buy(ACCOUNT);
  await store.pay(completed);
  await store.until(ACCOUNT, completed.purchaseId, ({ status }) => status === 'completed');
  pending = await store.buy(ACCOUNT, { packageId: 'nano', units: 3 });
});
afterAll(() => api.close());

const listed = async (parameters: Record<string, string> = {}) => {
  const query = { after: pending.position, ...parameters };
  return purchasePageSchema.parse((await store.get(routes.purchases(ACCOUNT), query)).json());
};

const plans = Object.keys(PLANS);

it('answers what is on sale, with what was just defined when asked for it', async () => {
  const offer = { ...BUNDLE.offer, price: { minorUnits: '1', currency: 'USD' } };
  const defined = await store.send('PUT', routes.package('tiny'), { ...BUNDLE, offer });
  const { position: after } = defined.json<DefinePackageResponse>();
  const onSale = packagesSchema.parse((await store.get(routes.packages, { after })).json()).items;
  expect(onSale.map(({ packageId }) => packageId)).toEqual(['nano', 'tiny', 'starter', ...plans]);
  const retired = await store.send('POST', routes.packageRetirement('tiny'), { reason: 'a test' });
  const { position } = retired.json<{ position: string }>();
  const left = packagesSchema.parse((await store.get(routes.packages, { after: position })).json()).items;
  expect(left.map(({ packageId }) => packageId)).toEqual(['nano', 'starter', ...plans]);
});

it.each([
  ['pending', () => [pending.purchaseId]],
  ['completed', () => [completed.purchaseId]],
  ['failed', () => []],
])('lists the purchases that are %s', async (status, expected) => {
  expect((await listed({ status })).items.map(({ purchaseId }) => purchaseId)).toEqual(expected());
});

it('answers one purchase as it stands in the list, with the page to pay on', async () => {
  const { asOf: _, ...purchase } = (
    await store.get(routes.purchase(ACCOUNT, pending.purchaseId), { after: pending.position })
  ).json<Record<string, unknown>>();
  expect(purchase).toEqual((await listed()).items[0]);
  const { pathname } = new URL(pending.checkoutUrl);
  expect(String(purchase['checkoutUrl'])).toContain(pathname);
});

it.each([
  [{ status: 'paid' }, 'status'],
  [{ limit: '201' }, 'limit'],
  [{ cursor: 'guess' }, 'cursor'],
  [{ model: 'gpt-5-nano' }, 'model'],
])('refuses %p', async (parameters, field) => {
  const answer = await store.get(routes.purchases(ACCOUNT), { ...parameters });
  expect(answer.json()).toMatchObject({ status: 400, code: 'validation-failed', errors: [{ field }] });
});

it('lets the receipt bring its own style, and nothing else', async () => {
  const receipt = await store.get(routes.purchaseReceipt(ACCOUNT, completed.purchaseId));
  expect(receipt.statusCode).toBe(200);
  expect(receipt.headers).toMatchObject({
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'content-security-policy': expect.stringContaining("default-src 'none'; style-src 'unsafe-inline'"),
  });
});

it.each([
  ['another account’s', () => completed.purchaseId],
  ['an unknown', () => 'nobody-knows'],
])('knows nothing of %s purchase, and has no receipt of it', async (_title, purchaseId) => {
  for (const url of [routes.purchase(OTHER, purchaseId()), routes.purchaseReceipt(OTHER, purchaseId())]) {
    expect((await store.get(url)).json()).toMatchObject({ status: 404, code: 'purchase-not-found' });
  }
});

it('shows a user the purchases of their own account only', async () => {
  const headers = await api.signedIn({ accountId: OTHER });
  const asked = (url: string) => api.app.inject({ url, headers });
  expect((await asked(routes.purchases(OTHER))).statusCode).toBe(200);
  for (const url of [
    routes.purchases(ACCOUNT),
    routes.purchase(ACCOUNT, completed.purchaseId),
    routes.purchaseReceipt(ACCOUNT, completed.purchaseId),
  ]) {
    expect((await asked(url)).statusCode).toBe(403);
  }
});

it('wants its own scope for purchases, and that of the catalog for what is sold', async () => {
  const asked = async (url: string, authorization: string) =>
    (await api.app.inject({ url, headers: { authorization } })).statusCode;
  const buyer = await api.apiKey({ role: 'administrator', scopes: ['purchases:read'] });
  const reader = await api.apiKey({ role: 'administrator', scopes: ['catalog:read'] });
  expect(await asked(routes.purchases(ACCOUNT), buyer)).toBe(200);
  expect(await asked(routes.packages, buyer)).toBe(403);
  expect(await asked(routes.purchases(ACCOUNT), reader)).toBe(403);
  expect(await asked(routes.packages, reader)).toBe(200);
});
