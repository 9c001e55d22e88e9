import { pages, routes } from '#libs/contract';
import type { Browser } from 'playwright-core';
import { endowedAccount, launchChromium, TokenLedger, type ApiClient } from '../system/index.js';
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

/** On the overview of somebody whose feature costs 1 token a word, and three times that with one model. */
async function arrive(screen: Screen = DESKTOP): Promise<void> {
  visitor = await Visitor.arrive(browser, ledger, screen);
  const { accountId } = await endowedAccount(api, '1000');
  const rate = { name: 'AI Bots', unit: 'word' };
  await api.command('PUT', routes.featureRate('ai_bots'), {
    ...{ ...rate, tokensPerUnit: '1.5', multipliers: { 'gpt-5-nano': '3' } },
  });
  const effectiveFrom = new Date(Date.now() + 86_400_000).toISOString();
  await api.command('PUT', routes.featureRate('ai_bots'), { ...rate, tokensPerUnit: '2', effectiveFrom });
  await visitor.signIn(await registeredUser(api, accountId));
}

it('leads from the overview to what a pasted text would cost, what was and what is to come', async () => {
  await arrive();
  const { page } = visitor;
  await page.getByRole('link', { name: 'History and calculator' }).click();
  await page.getByLabel('Your text').fill('Call me Ishmael.');
  await page.getByText('3 words, 16 characters').waitFor();
  const costs = page.getByRole('table', { name: 'What the text would cost with each feature' });
  const row = costs.getByRole('row').filter({ hasText: 'AI Bots' });
  await row.getByText('4.5', { exact: true }).waitFor();
  await page.getByLabel('With the model').selectOption({ label: 'GPT-5 Nano' });
  await row.getByText('13.5', { exact: true }).waitFor();
  await page.getByText(/^2 from /).waitFor();
  await page.getByText('per word').first().click();
  await page.getByRole('cell', { name: 'To come' }).first().waitFor();
  await page.getByRole('cell', { name: 'In force' }).waitFor();
});

it.each<Screen>([
  DESKTOP,
  { ...DESKTOP, theme: 'dark' },
  { ...PHONE, width: 768, height: 1024 },
  PHONE,
  { ...PHONE, theme: 'dark' },
])('fits $width pixels, $theme, and axe finds nothing', async (screen) => {
  await arrive(screen);
  await visitor.goTo(pages.rates);
  await visitor.page.getByLabel('Your text').fill('Call me Ishmael.');
  await visitor.page.getByText('per word').first().click();
  await visitor.page.getByRole('cell', { name: 'In force' }).waitFor();
  expect(await visitor.scrollsSideways()).toBe(false);
  expect(await accessibilityFindings(visitor.page)).toEqual([]);
});
