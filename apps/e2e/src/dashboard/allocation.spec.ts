import { pages, routes, type Balance, type BalanceHistory } from '#libs/contract';
import { randomUUID } from 'node:crypto';
import type { Locator } from 'playwright-core';
import { endowedAccount, until, type Consumption } from '../system/index.js';
import { accessibilityFindings } from './accessibility.js';
import { setStage } from './stage.js';
import { DESKTOP, registeredUser, SCREENS, ZONE, type Screen } from './visitor.js';

const MONTH_MS = 30 * 86_400_000;

const stage = setStage();
let consumption: Consumption;

/** Somebody with 1,000 tokens of which 150 were used and 30 are held. */
async function arrive(screen: Screen = DESKTOP): Promise<void> {
  await stage.arrive(screen);
  consumption = await endowedAccount(stage.api, '1000');
  for (const units of ['100', '50']) await stage.api.consume({ ...consumption, units });
  await reserve('30', 3_600);
  await stage.visitor.signIn(await registeredUser(stage.api, consumption.accountId));
}

async function reserve(units: string, ttlSeconds: number): Promise<void> {
  const { accountId, model, feature } = consumption;
  await stage.api.command('POST', routes.holds(accountId), { model, feature, units, ttlSeconds });
}

const page = () => stage.visitor.page;
const chart = (name = 'Available of GPT-5 Nano, over time'): Locator => page().getByRole('slider', { name });
const chartSays = (words: RegExp | string, of = chart()) =>
  until(
    `the chart says ${words}`,
    async () => ((await of.getAttribute('aria-valuetext')) ?? '').match(words) !== null,
  );
const showAllocation = async () => {
  await stage.visitor.goTo(pages.allocation(consumption.model));
  await chart().waitFor();
};

it('is reached from the place of allocations, and shows what there is and of what it is made', async () => {
  await arrive();
  await page().getByRole('link', { name: 'Allocations', exact: true }).first().click();
  await page().locator('tl-allocations-page').getByRole('button', { name: 'GPT-5 Nano' }).click();
  await page().getByRole('link', { name: 'Balance over time, holds and forecast of GPT-5 Nano' }).click();
  await page().getByRole('heading', { name: 'GPT-5 Nano', level: 1 }).waitFor();
  await page().locator('tl-allocation-gauge').getByText('820').waitFor();
  await stage.visitor.sees('30 held');
  await page().locator('tl-active-holds').getByText('AI Bots').waitFor();
  await stage.visitor.sees(/At this pace it runs out today|Runs out around/);
  await page().locator('tl-rates-of-model').getByText('per word').first().waitFor();
  await stage.visitor.sees('None: what is available may be spent.');
  await page().getByRole('link', { name: 'Usage of this model' }).click();
  await page().waitForURL(/usage\?model=gpt-5-nano$/);
});

it('draws and lists the balance over time as the history has it', async () => {
  await arrive();
  await showAllocation();
  const { accountId, model } = consumption;
  const now = Date.now();
  const asked = new URLSearchParams({
    ...{ model, zone: ZONE, step: 'day' },
    from: new Date(now - MONTH_MS).toISOString(),
    to: new Date(now).toISOString(),
  });
  const history = await stage.api.request<BalanceHistory>(
    'GET',
    `${routes.balanceHistory(accountId)}?${asked}`,
  );
  const expected = history.body.points.map(({ available, held }) => `${available} ${held}`);
  await page().getByText('All steps as a table').click();
  const rows = await page().locator('tl-balance-over-time tbody tr').all();
  const listed = await Promise.all(
    rows.map(async (row) => {
      const [available, held] = await row.locator('td').allInnerTexts();
      return `${available} ${held}`.replaceAll(',', '');
    }),
  );
  expect(listed).toEqual(expected);
  expect(expected.at(-1)).toBe('820 30');
  await chartSays(/: 820 available, 30 held$/);
});

it('is read point by point with the keyboard, and over another time', async () => {
  await arrive();
  await showAllocation();
  await chart().focus();
  await page().keyboard.press('Home');
  await chartSays(/: 0 available$/);
  await page().keyboard.press('End');
  await page().keyboard.press('ArrowLeft');
  await chartSays(/ 00:00: 0 available$/);
  await page().getByRole('link', { name: '24 hours' }).click();
  await page().waitForURL(/range=24h/);
  await until(
    'there are hours',
    async () =>
      (await chart().getAttribute('aria-valuemax')) === '25' ||
      (await chart().getAttribute('aria-valuemax')) === '24',
  );
  await chartSays(/: 820 available, 30 held$/);
});

it('follows what happens, and counts holds down until they are over', async () => {
  await arrive();
  await showAllocation();
  await stage.api.consume({ ...consumption, units: '20' });
  await chartSays(/: 800 available, 30 held$/);
  await reserve('70', 4);
  const holds = page().locator('tl-active-holds li');
  await until('there are two holds', async () => (await holds.count()) === 2);
  const short = holds.filter({ hasText: '70' }).getByRole('timer');
  const before = await short.innerText().catch(() => null);
  await until('time goes on', async () => (await holds.count()) < 2 || (await short.innerText()) !== before);
  await until('the hold is over', async () => (await holds.count()) === 1);
  await chartSays(/: 800 available, 30 held$/);
});

it('shows what was used instead, without a limit', async () => {
  await arrive();
  const { accountId, model } = consumption;
  await stage.api.command('PUT', routes.allocation(accountId, model), { unlimited: true });
  await stage.api.consume({ ...consumption, units: '500' });
  await stage.visitor.goTo(pages.allocation(model));
  await stage.visitor.sees('Unlimited');
  await chartSays(/: 650 used$/, chart('Used of GPT-5 Nano, over time'));
  await stage.visitor.sees('It does not run out: there is no limit.');
});

it('says what stops or limits spending', async () => {
  await arrive();
  const { accountId, model } = consumption;
  await stage.api.command('PUT', routes.overdraftLimit(accountId, model), { limit: '500' });
  await stage.api.command('PUT', routes.spendingCaps(accountId, model), {
    ...{ day: '5000', week: null, month: null },
  });
  await stage.api.consume({ ...consumption, units: '900' });
  await stage.api.command('POST', routes.freeze(accountId, model), { reason: 'a sudden spike' });
  await stage.visitor.goTo(pages.allocation(model));
  await stage.visitor.sees(/Spending is frozen since .*: a sudden spike/);
  await stage.visitor.sees('Critical, 0% left'); // what is held may come back
  await stage.visitor.sees('80 tokens are overdrawn.');
  await stage.visitor.sees('left of 5,000');
  await stage.visitor.sees('overdrawn of 500');
});

it('has nothing of a model that was never held, and says what to do', async () => {
  await arrive();
  await stage.visitor.goTo(pages.allocation('never-held'));
  await stage.visitor.sees('You hold no tokens of this model');
  await page().getByRole('link', { name: 'Buy more' }).waitFor();
  await chart('Available of never-held, over time').waitFor();
});

it('says what could not be loaded where it would be, and tries again', async () => {
  await arrive();
  let fails = true;
  await page().route(/balance\/history/, (route) =>
    fails ? route.fulfill({ status: 503, body: '' }) : route.continue(),
  );
  await stage.visitor.goTo(pages.allocation(consumption.model));
  await stage.visitor.sees('The balance over time could not be loaded.');
  await page().locator('tl-allocation-gauge').getByText('820').waitFor();
  fails = false;
  await page().getByRole('button', { name: 'Try again' }).click();
  await chart().waitFor();
});

describe.each(SCREENS)('at $width pixels, $theme', (screen) => {
  it('fits, also with a very long name, and axe finds nothing', async () => {
    await arrive(screen);
    const { accountId, feature } = consumption;
    const model = `m-${randomUUID()}`;
    await stage.api.command('PUT', routes.model(model), { name: 'Long'.repeat(30), engine: 'openai' });
    const { position } = await stage.api.command<{ position: string }>('POST', routes.grants(accountId), {
      ...{ model, amount: '123456789.123456', reason: 'Because'.repeat(20) },
    });
    await stage.api.balance(accountId, position);
    await stage.api.command('POST', routes.holds(accountId), { model, feature, units: '12345678.5' });
    await stage.visitor.goTo(pages.allocation(model));
    await page().locator('tl-step-chart').waitFor();
    await page().getByText('All steps as a table').click();
    await page().locator('tl-active-holds').getByText('12,345,678.5').waitFor();
    expect(await stage.visitor.scrollsSideways()).toBe(false);
    expect(await accessibilityFindings(page())).toEqual([]);
    await stage.visitor.goTo(pages.allocations);
    await page().locator('tl-allocations-page').getByRole('button', { name: 'GPT-5 Nano' }).click();
    expect(await stage.visitor.scrollsSideways()).toBe(false);
    expect(await accessibilityFindings(page())).toEqual([]);
  });
});

it('is of their own account only', async () => {
  await arrive();
  const other = await endowedAccount(stage.api, '5');
  const answer = await page().request.get(new URL(routes.pastBalance(other.accountId), page().url()).href);
  expect(answer.status()).toBe(403);
  const own = await page().request.get(new URL(routes.pastBalance(consumption.accountId), page().url()).href);
  expect(((await own.json()) as Balance).available).toBe('820');
});
