import { pages, routes } from '#libs/contract';
import { randomUUID } from 'node:crypto';
import { endowedAccount, until, type ApiClient } from '../system/index.js';
import { ColdLoad } from './cold-load.js';
import { HeldAnswers } from './held-answers.js';
import { setStage } from './stage.js';
import { DESKTOP, PHONE, registeredUser, type Credentials } from './visitor.js';

const HISTORY_ROWS = 100_000;
const BATCH = 1_000;

/** Of all that must be there before the figures are. */
const INITIAL_BYTES_MAX = 200_000;
/** With what is fetched afterwards, so that what opens opens at once. */
const ALL_BYTES_MAX = 260_000;
const REQUESTS_MAX = 90;
/** Balance, history, days, purchases: asked for when the page begins. */
const FIRST_ANSWERS = 4;
const OVERVIEW_NODES_MAX = 3_000;
const LAYOUTS_MAX = 80;

const FIGURES = /\/api\/v1\/accounts\/[^/]+\/(balance|usage|purchases)/;
const isApi = ({ pathname }: URL) => pathname.startsWith('/api/');

let user: Credentials;

const stage = setStage(async (api: ApiClient) => {
  const consumption = await endowedAccount(api, '1000000000');
  const batches = Array.from({ length: HISTORY_ROWS / BATCH }, () =>
    Array.from({ length: BATCH }, () => ({ ...consumption, idempotencyKey: randomUUID() })),
  );
  for (const items of batches) await api.command('POST', routes.consumptionBatch, { items });
  user = await registeredUser(api, consumption.accountId);
});

async function arriveAnew(screen = DESKTOP): Promise<ColdLoad> {
  await stage.arrive(screen);
  await stage.visitor.signIn(user);
  await until('all of the history is projected', async () => {
    return (await stage.visitor.figure('Used This Month')) === String(HISTORY_ROWS);
  });
  return await ColdLoad.of(stage.visitor.page);
}

const figuresAreThere = async () => {
  await stage.visitor.page.locator('tl-summary-cards .figure').first().waitFor();
  await stage.visitor.page.locator('tl-usage-history tbody tr').first().waitFor();
};

it('loads the overview within its budget of bytes and requests, and no code of charts', async () => {
  const load = await arriveAnew();
  const { page } = stage.visitor;
  const answers = await HeldAnswers.of(page, FIGURES);
  await stage.visitor.goTo();
  await answers.areAsked(FIRST_ANSWERS);
  await page.locator('tl-overview-skeleton').waitFor();
  const code = load.bytesOf((url) => !isApi(url));
  await answers.releaseEach(page, 'first asked first');
  await figuresAreThere();
  const answered = load.bytesOf(isApi);
  expect(code).toBeGreaterThan(50_000); // something was measured
  expect(code + answered).toBeLessThan(INITIAL_BYTES_MAX);

  await page.waitForLoadState('networkidle').catch(() => undefined);
  expect(load.bytesOf(() => true)).toBeLessThan(ALL_BYTES_MAX);
  expect(load.transferred.length).toBeLessThanOrEqual(REQUESTS_MAX);
  const scripts = load.transferred.filter(({ url }) => new URL(url).pathname.endsWith('.js'));
  for (const { url } of scripts) {
    expect(await (await fetch(url)).text()).not.toMatch(
      /tl-(?:stacked-bars|step-chart|usage-page|store-page)/,
    );
  }
});

describe.each([DESKTOP, PHONE])('at $width pixels', (screen) => {
  it.each(['first asked first', 'last asked first'] as const)(
    'shifts nothing while answers come, %s',
    async (order) => {
      await arriveAnew(screen);
      const { page } = stage.visitor;
      await page.addInitScript(`
        window.shifts = [];
        new PerformanceObserver((list) => window.shifts.push(...list.getEntries().map((entry) =>
          entry.value + ': ' + entry.sources.map(({ node }) => node?.outerHTML?.slice(0, 80)).join(', '))
        )).observe({ type: 'layout-shift', buffered: true });`);
      const answers = await HeldAnswers.of(page, FIGURES);
      await stage.visitor.goTo();
      await answers.areAsked(FIRST_ANSWERS);
      await answers.releaseEach(page, order);
      await figuresAreThere();
      await until('the page is live', async () => (await stage.visitor.freshness()) === 'live');
      expect(await page.evaluate<string[]>('window.shifts')).toEqual([]);
    },
  );
});

it('keeps the page small, however long the history', async () => {
  const load = await arriveAnew();
  await stage.visitor.goTo();
  await figuresAreThere();
  const { page } = stage.visitor;
  expect(await page.locator('*').count()).toBeLessThan(OVERVIEW_NODES_MAX);
  expect(await load.count('LayoutCount')).toBeLessThan(LAYOUTS_MAX);

  await stage.visitor.goTo(pages.usage);
  await page.locator('tl-usage-history tbody tr').first().waitFor();
  expect(await page.locator('*').count()).toBeLessThan(OVERVIEW_NODES_MAX);
});
