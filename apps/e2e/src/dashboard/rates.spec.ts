import { pages, routes } from '#libs/contract';
import { endowedAccount } from '../system/index.js';
import { accessibilityFindings } from './accessibility.js';
import { setStage } from './stage.js';
import { DESKTOP, registeredUser, SCREENS, type Screen } from './visitor.js';

const stage = setStage();

/** On the overview of somebody whose feature costs 1 token a word, and three times that with one model. */
async function arrive(screen: Screen = DESKTOP): Promise<void> {
  await stage.arrive(screen);
  const { accountId } = await endowedAccount(stage.api, '1000');
  const rate = { name: 'AI Bots', unit: 'word' };
  await stage.api.command('PUT', routes.featureRate('ai_bots'), {
    ...{ ...rate, tokensPerUnit: '1.5', multipliers: { 'gpt-5-nano': '3' } },
  });
  const effectiveFrom = new Date(Date.now() + 86_400_000).toISOString();
  await stage.api.command('PUT', routes.featureRate('ai_bots'), {
    ...rate,
    tokensPerUnit: '2',
    effectiveFrom,
  });
  await stage.visitor.signIn(await registeredUser(stage.api, accountId));
}

it('leads from the overview to what a pasted text would cost, what was and what is to come', async () => {
  await arrive();
  const { page } = stage.visitor;
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

it.each(SCREENS)('fits $width pixels, $theme, and axe finds nothing', async (screen) => {
  await arrive(screen);
  await stage.visitor.goTo(pages.rates);
  await stage.visitor.page.getByLabel('Your text').fill('Call me Ishmael.');
  await stage.visitor.page.getByText('per word').first().click();
  await stage.visitor.page.getByRole('cell', { name: 'In force' }).waitFor();
  expect(await stage.visitor.scrollsSideways()).toBe(false);
  expect(await accessibilityFindings(stage.visitor.page)).toEqual([]);
});
