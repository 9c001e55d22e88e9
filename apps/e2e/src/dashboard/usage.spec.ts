import { pages, routes, type UsageEntry } from '#libs/contract';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Browser, Download } from 'playwright-core';
import { endowedAccount, launchChromium, TokenLedger, until, type ApiClient } from '../system/index.js';
import { accessibilityFindings } from './accessibility.js';
import { DESKTOP, PHONE, registeredUser, Visitor, type Screen } from './visitor.js';

let ledger: TokenLedger;
let api: ApiClient;
let browser: Browser;
let visitor: Visitor;

beforeAll(async () => {
  [ledger, browser] = await Promise.all([TokenLedger.start(), launchChromium()]);
  api = await ledger.client();
}, 300_000);

afterAll(async () => {
  await browser.close();
  await ledger.discard();
});

afterEach(async () => {
  const { complaints } = visitor;
  await visitor.leave();
  expect(complaints).toEqual([]);
});

/** Somebody who used 1, 2, 3 … tokens, one more with each use, on the overview. */
async function arrive(uses: number, screen: Screen = DESKTOP): Promise<void> {
  visitor = await Visitor.arrive(browser, ledger, screen);
  const consumption = await endowedAccount(api, '1000000');
  const items = Array.from({ length: uses }, (_, index) => ({
    ...{ ...consumption, units: String(index + 1), idempotencyKey: randomUUID() },
  }));
  if (items.length > 0) await api.command('POST', routes.consumptionBatch, { items });
  await visitor.signIn(await registeredUser(api, consumption.accountId));
}

const rows = () => visitor.page.locator('tl-usage-history tbody tr');
const found = async (count: number) =>
  await until(`${count} entries are shown`, async () => (await rows().count()) === count);
async function downloaded(name: string): Promise<Download> {
  const [download] = await Promise.all([
    visitor.page.waitForEvent('download'),
    visitor.page.getByRole('link', { name }).click(),
  ]);
  return download;
}

it('shows all of the history page by page, and finds what is asked for; the address holds it', async () => {
  await arrive(60);
  const { page } = visitor;
  await page.getByRole('link', { name: 'All usage, filters and export' }).click();
  await found(50);
  await page.getByRole('button', { name: 'Show more' }).click();
  await found(60);
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
  const { page } = visitor;
  await visitor.goTo(`${pages.usage}?max=55`);
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
  const { page } = visitor;
  await visitor.goTo(pages.usage);
  await page.getByText('Nothing used yet').waitFor();
  await page.getByLabel('Tokens, at most').fill('many');
  await page.getByText('Enter how many tokens, at most six decimals.').waitFor();
  expect(await accessibilityFindings(page)).toEqual([]);
  await page.getByLabel('Tokens, at most').fill('0.5');
  await page.getByRole('button', { name: 'Search' }).click();
  await page.getByText('Nothing was used that fits').waitFor();
});

it.each<Screen>([
  DESKTOP,
  { ...DESKTOP, theme: 'dark' },
  { ...PHONE, width: 768, height: 1024 },
  PHONE,
  { ...PHONE, theme: 'dark' },
])('fits $width pixels, $theme, and axe finds nothing', async (screen) => {
  await arrive(3, screen);
  await visitor.goTo(pages.usage);
  await found(3);
  expect(await visitor.scrollsSideways()).toBe(false);
  expect(await accessibilityFindings(visitor.page)).toEqual([]);
});
