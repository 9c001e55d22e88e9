import { pages, routes, type UsageEntry } from '#libs/contract';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Download } from 'playwright-core';
import { endowedAccount, until } from '../system/index.js';
import { accessibilityFindings } from './accessibility.js';
import { setStage } from './stage.js';
import { DESKTOP, PHONE, registeredUser, SCREENS, type Screen } from './visitor.js';

const stage = setStage();

let used: Awaited<ReturnType<typeof endowedAccount>>;

/** Somebody who used 1, 2, 3 … tokens, one more with each use, on the overview. */
async function arrive(uses: number, screen: Screen = DESKTOP): Promise<void> {
  await stage.arrive(screen);
  const consumption = await endowedAccount(stage.api, '1000000');
  used = consumption;
  const items = Array.from({ length: uses }, (_, index) => ({
    ...{ ...consumption, units: String(index + 1), idempotencyKey: randomUUID() },
  }));
  if (items.length > 0) await stage.api.command('POST', routes.consumptionBatch, { items });
  await stage.visitor.signIn(await registeredUser(stage.api, consumption.accountId));
}

const rows = () => stage.visitor.page.locator('tl-usage-history tbody tr');
const sums = () => stage.visitor.page.locator('tl-usage-chart-panel [role=status]').first();
const found = async (count: number) =>
  await until(`${count} entries are shown`, async () => (await rows().count()) === count);
async function downloaded(name: string): Promise<Download> {
  const [download] = await Promise.all([
    stage.visitor.page.waitForEvent('download'),
    stage.visitor.page.getByRole('link', { name }).click(),
  ]);
  return download;
}

it('shows all of the history page by page, and finds what is asked for; the address holds it', async () => {
  await arrive(60);
  const { page } = stage.visitor;
  await page.getByRole('link', { name: 'All usage, filters and export' }).click();
  await found(50);
  await until('older entries come when the end is in sight', async () => {
    await page.evaluate('scrollTo(0, document.documentElement.scrollHeight)');
    return (await rows().count()) === 60;
  });
  await page.getByLabel('Tokens, at least').fill('59');
  await page.getByLabel('Tokens, at least').press('Enter');
  await found(2);
  expect(page.url()).toContain('?min=59');
  await page.reload();
  await found(2);
  await page.goBack();
  await found(50);
  await rows().first().getByRole('button').click();
  await page.getByRole('dialog').waitFor();
});

it('writes files of exactly what is found', async () => {
  await arrive(60);
  const { page } = stage.visitor;
  await stage.visitor.goTo(`${pages.usage}?max=55`);
  await found(50);
  const csv = readFileSync((await (await downloaded('CSV')).path()) ?? '', 'utf8');
  expect(csv.trimEnd().split('\r\n')).toHaveLength(1 + 55);
  const json = await downloaded('JSON');
  expect(json.suggestedFilename()).toMatch(/^usage-acc-.*\.json$/);
  const entries = JSON.parse(readFileSync((await json.path()) ?? '', 'utf8')) as UsageEntry[]; // what the API wrote
  expect(entries.map(({ tokens }) => tokens)).toEqual(
    Array.from({ length: 55 }, (_, index) => String(55 - index)),
  );
  await page.getByRole('button', { name: 'Show everything' }).click();
  await page.getByRole('button', { name: 'Show everything' }).waitFor({ state: 'detached' });
});

it('says what is wrong with a filter, that nothing fits, and that nothing was used yet', async () => {
  await arrive(0);
  const { page } = stage.visitor;
  await stage.visitor.goTo(pages.usage);
  await page.getByText('Nothing used yet').waitFor();
  await page.getByLabel('Tokens, at most').fill('many');
  await page.getByText('Enter how many tokens, at most six decimals.').waitFor();
  expect(await accessibilityFindings(page)).toEqual([]);
  await page.getByLabel('Tokens, at most').fill('0.5');
  await page.getByRole('button', { name: 'Search' }).click();
  await page.getByText('Nothing was used that fits').waitFor();
});

it('offers what is used meanwhile without a question of its own, and moves nothing until it is wanted', async () => {
  await arrive(60);
  const { page } = stage.visitor;
  await stage.visitor.goTo(`${pages.usage}?min=10`);
  await found(50);
  await until('the page is live', async () => (await stage.visitor.freshness()) === 'live');
  await page.evaluate('scrollTo(0, 900)');
  const before = await rows().nth(10).boundingBox();
  await stage.api.consume({ ...used, units: '2' }, randomUUID());
  await stage.api.consume({ ...used, units: '99' }, randomUUID());
  const offer = stage.visitor.button('1 new use');
  await offer.waitFor();
  expect(await rows().nth(10).boundingBox()).toEqual(before);
  expect(await sums().getAttribute('aria-live')).toBe('off'); // the offer is said; sums that go on are not
  expect(await accessibilityFindings(page)).toEqual([]);
  await offer.press('Enter');
  await rows().first().getByText('99', { exact: true }).waitFor();
  await offer.waitFor({ state: 'detached' });
  expect(await page.evaluate<string>('document.activeElement.className')).toBe('list');
});

it('folds the filters on a phone, and has each that is set as a chip that removes it', async () => {
  await arrive(3, PHONE);
  const { page } = stage.visitor;
  await stage.visitor.goTo(`${pages.usage}?min=2&max=2`);
  await found(1);
  expect(await page.getByLabel('Tokens, at least').isVisible()).toBe(false);
  await stage.visitor.button('Remove the filter At most 2 tokens').click();
  await found(2);
  expect(page.url()).not.toContain('max=');
  const opener = stage.visitor.button('Filters (1)');
  expect(await opener.evaluate((button) => button.matches(':focus'))).toBe(true);
  await opener.press('Enter');
  await page.getByLabel('Tokens, at least').waitFor();
  expect(await opener.getAttribute('aria-expanded')).toBe('true');
  await page.getByLabel('Tokens, at least').fill('3');
  expect(await stage.visitor.scrollsSideways()).toBe(false);
  expect(await accessibilityFindings(page)).toEqual([]);
  await page.getByLabel('Tokens, at least').press('Enter');
  await found(1);
  expect(await sums().getAttribute('aria-live')).toBe('polite');
  expect(await page.getByLabel('Tokens, at least').isVisible()).toBe(false);
  expect(await opener.evaluate((button) => button.matches(':focus'))).toBe(true);
});

it.each(SCREENS)('fits $width pixels, $theme, and axe finds nothing', async (screen) => {
  await arrive(3, screen);
  await stage.visitor.goTo(pages.usage);
  await found(3);
  expect(await stage.visitor.scrollsSideways()).toBe(false);
  expect(await accessibilityFindings(stage.visitor.page)).toEqual([]);
});
