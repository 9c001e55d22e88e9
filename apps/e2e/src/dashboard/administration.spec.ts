import { pages, routes, type Models, type RateHistory, type Role } from '#libs/contract';
import { endowedAccount } from '../system/index.js';
import { accessibilityFindings } from './accessibility.js';
import { setStage } from './stage.js';
import { DESKTOP, registered, SCREENS, type Credentials, type Screen } from './visitor.js';

const FEATURE = 'ai_bots';

const stage = setStage();
const dialog = () => stage.visitor.page.getByRole('dialog');
const rates = async () =>
  (await stage.api.request<RateHistory>('GET', routes.rateHistory(FEATURE))).body.items;

const userOf = (role: Role, accountId: string): Promise<Credentials> =>
  registered(stage.api, { name: 'Ada Lovelace', role, accountId });

/** An administrator with an account of their own, on the page where rates are set. */
async function arriveAtRates(screen: Screen = DESKTOP): Promise<void> {
  await stage.arrive(screen);
  const { accountId } = await endowedAccount(stage.api, '1000');
  await stage.api.command('PUT', routes.featureRate(FEATURE), {
    ...{ name: 'AI Bots', unit: 'word', tokensPerUnit: '1.5' },
  });
  await stage.visitor.signIn(await userOf('administrator', accountId));
  await stage.visitor.goTo(pages.administrationRates);
  await stage.visitor.button('Change the rate of AI Bots').waitFor();
}

async function reviewRate(tokensPerUnit: string, moment: string | null = null): Promise<void> {
  await stage.visitor.button('Change the rate of AI Bots').click();
  await dialog().getByLabel('Tokens per unit').fill(tokensPerUnit);
  if (moment !== null) {
    await dialog().getByLabel('Takes effect').selectOption('later');
    await dialog()
      .getByLabel(/^Moment/)
      .fill(moment);
  }
  await dialog().getByRole('button', { name: 'See what it would mean' }).click();
  await dialog().getByText('All accounts in').or(dialog().getByText('Nothing was charged')).first().waitFor();
}

const apply = async () => await dialog().getByRole('button', { name: 'Apply the rate' }).click();

it('changes a rate only once its meaning was shown, and the rates page has it at once', async () => {
  await arriveAtRates();
  await reviewRate('2.25');
  await stage.visitor.sees('From now on AI Bots takes 2.25 tokens per word.');
  expect((await rates())[0]?.tokensPerUnit).toBe('1.5');
  await apply();
  await dialog().waitFor({ state: 'detached' });
  await stage.visitor.goTo(pages.rates);
  await stage.visitor.sees('2.25');
});

it('schedules a change, said in the zone of the viewer and in UTC', async () => {
  await arriveAtRates();
  await reviewRate('7', '2031-01-15T12:00');
  await stage.visitor.sees(
    'From Jan 15, 2031 12:00 (Jan 15, 2031 11:00 UTC) on AI Bots takes 7 tokens per word.',
  );
  await apply();
  await stage.visitor.sees('7 from Jan 15, 2031 12:00');
});

it('lists a feature whose first rate is still to come, and when it starts', async () => {
  await arriveAtRates();
  await stage.api.command('PUT', routes.featureRate('planned'), {
    ...{ name: 'Planned', unit: 'word', tokensPerUnit: '4', effectiveFrom: '2031-01-15T11:00:00Z' },
  });
  for (const page of [pages.administrationRates, pages.rates]) {
    await stage.visitor.goTo(page);
    const planned = stage.visitor.page.locator('tl-rate-of-feature', { hasText: 'Planned' });
    await planned.getByText('Starts on Jan 15, 2031 12:00').waitFor();
  }
  expect(await accessibilityFindings(stage.visitor.page)).toEqual([]);
  await stage.visitor.goTo(pages.administrationRates);
  await stage.visitor.button('Change the rate of Planned').waitFor();
});

it('keeps what was typed, and says at each field what is wrong', async () => {
  await arriveAtRates();
  await stage.visitor.button('Change the rate of AI Bots').click();
  await dialog().getByLabel('Tokens per unit').fill('free');
  await dialog().getByRole('button', { name: 'See what it would mean' }).click();
  await stage.visitor.sees('Enter a number above zero, at most six decimals.');
  expect(await dialog().getByLabel('Tokens per unit').inputValue()).toBe('free');
  expect(await accessibilityFindings(stage.visitor.page)).toEqual([]);
});

it('changes nothing when somebody else changed it meanwhile', async () => {
  await arriveAtRates();
  await reviewRate('9');
  await stage.api.command('PUT', routes.featureRate(FEATURE), {
    ...{ name: 'AI Bots', unit: 'word', tokensPerUnit: '4' },
  });
  await apply();
  await stage.visitor.sees('Somebody else changed this rate meanwhile.');
  expect((await rates()).filter(({ tokensPerUnit }) => tokensPerUnit === '9')).toEqual([]);
});

it('retries an answer that was lost without a second change', async () => {
  await arriveAtRates();
  await reviewRate('3.125');
  await stage.visitor.page.route(
    `**${routes.featureRate(FEATURE)}`,
    async (route) => {
      await route.fetch();
      await route.abort();
    },
    { times: 1 },
  );
  await apply();
  await stage.visitor.sees('The rate could not be changed.');
  await dialog().getByRole('button', { name: 'Try again' }).click();
  await dialog().waitFor({ state: 'detached' });
  expect((await rates()).filter(({ tokensPerUnit }) => tokensPerUnit === '3.125')).toHaveLength(1);
});

it('is done by the keyboard alone', async () => {
  await arriveAtRates();
  const { page } = stage.visitor;
  await stage.visitor.button('Change the rate of AI Bots').focus();
  await page.keyboard.press('Enter');
  await dialog().getByLabel('Tokens per unit').focus();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type('5.5');
  await page.keyboard.press('Enter');
  await stage.visitor.sees('From now on AI Bots takes 5.5 tokens per word.');
  await dialog().getByText('All accounts in').or(dialog().getByText('Nothing was charged')).first().waitFor();
  await dialog().getByRole('button', { name: 'Apply the rate' }).focus();
  await page.keyboard.press('Enter');
  await dialog().waitFor({ state: 'detached' });
});

it('puts a bundle on sale as it was previewed, and retires it', async () => {
  await arriveAtRates();
  await stage.api.command('PUT', routes.model('gpt-5-nano'), { name: 'GPT-5 Nano', engine: 'openai' });
  await stage.visitor.goTo(pages.administrationCatalog);
  await stage.visitor.button('New package').click();
  await dialog().getByRole('button', { name: 'Put on sale' }).click();
  await stage.visitor.sees('Choose a model.');
  expect(await accessibilityFindings(stage.visitor.page)).toEqual([]);
  await dialog().getByLabel('Package key').fill('admin-bundle');
  await dialog().getByLabel('Name', { exact: true }).fill('Admin Bundle');
  await dialog().getByLabel('Model', { exact: true }).selectOption('gpt-5-nano');
  await dialog().getByLabel('Tokens', { exact: true }).fill('50,000');
  await dialog().getByLabel('Price in dollars', { exact: true }).fill('9.99');
  await dialog().getByLabel('List price in dollars').fill('11.50');
  await dialog().getByText('Save $1.51, 13%').waitFor();
  expect(await accessibilityFindings(stage.visitor.page)).toEqual([]);
  await dialog().getByRole('button', { name: 'Put on sale' }).click();
  await dialog().waitFor({ state: 'detached' });
  await stage.visitor.goTo(pages.store);
  await stage.visitor.button('Buy Admin Bundle').waitFor();
  await stage.visitor.goTo(pages.administrationCatalog);
  await stage.visitor.button('Retire Admin Bundle').click();
  await dialog().getByLabel('Reason').fill('of a test');
  await dialog().getByRole('button', { name: 'Retire', exact: true }).click();
  await dialog().waitFor({ state: 'detached' });
  expect(await stage.visitor.button('Retire Admin Bundle').count()).toBe(0);
  await stage.visitor.page.getByLabel('Show').selectOption('retired');
  await stage.visitor.button('New version of Admin Bundle').waitFor();
});

it('defines a model and renames it, and the list and the API have the new name at once', async () => {
  await arriveAtRates();
  await stage.visitor.button('Define a model').click();
  await dialog().getByRole('button', { name: 'Save the model' }).click();
  await stage.visitor.sees('Enter a name.');
  expect(await accessibilityFindings(stage.visitor.page)).toEqual([]);
  await dialog().getByLabel('Model key').fill('brand-new');
  await dialog().getByLabel('Name', { exact: true }).fill('Brand New');
  await dialog().getByLabel('Engine').fill('openai');
  await stage.visitor.page.keyboard.press('Enter');
  await dialog().waitFor({ state: 'detached' });
  await stage.visitor.button('Rename Brand New').click();
  await dialog().getByLabel('Name', { exact: true }).fill('Brand Newer');
  await dialog().getByRole('button', { name: 'Save the model' }).click();
  await dialog().waitFor({ state: 'detached' });
  await stage.visitor.button('Rename Brand Newer').waitFor();
  const { items } = (await stage.api.request<Models>('GET', routes.models)).body;
  expect(items.filter(({ model }) => model === 'brand-new')).toEqual([
    { model: 'brand-new', name: 'Brand Newer', engine: 'openai', icon: null },
  ]);
});

it('does not define a model in the place of another', async () => {
  await arriveAtRates();
  await stage.api.command('PUT', routes.model('taken'), { name: 'Taken', engine: 'openai' });
  await stage.visitor.page.reload();
  await stage.visitor.button('Rename Taken').waitFor();
  await stage.visitor.button('Define a model').click();
  await dialog().getByLabel('Model key').fill('taken');
  await dialog().getByLabel('Name', { exact: true }).fill('Mine');
  await dialog().getByLabel('Engine').fill('mine');
  await dialog().getByRole('button', { name: 'Save the model' }).click();
  await stage.visitor.sees('There is a model with this key. Rename it in the list.');
});

it.each<Role>(['user', 'auditor'])('is refused to the role %s, by the page and by the API', async (role) => {
  await stage.arrive(DESKTOP);
  const { accountId } = await endowedAccount(stage.api, '5');
  await stage.visitor.signIn(await userOf(role, accountId));
  const places = stage.visitor.page.getByRole('navigation', { name: 'Places' });
  expect(await places.getByRole('link', { name: 'Set rates' }).count()).toBe(0);
  await stage.visitor.goTo(pages.administrationRates);
  await stage.visitor.page.getByRole('heading', { name: 'Not allowed' }).waitFor();
  await stage.visitor.goTo(pages.administrationCatalog);
  await stage.visitor.page.getByRole('heading', { name: 'Not allowed' }).waitFor();
  const question = JSON.stringify({ unit: 'word', tokensPerUnit: '1' });
  const status = await stage.visitor.page.evaluate<number>(
    `fetch('${routes.ratePreview(FEATURE)}', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '${question}' }).then((answer) => answer.status)`,
  );
  expect(status).toBe(403);
});

it.each(SCREENS)('fits $width pixels, $theme, and axe finds nothing', async (screen) => {
  await arriveAtRates(screen);
  expect(await stage.visitor.scrollsSideways()).toBe(false);
  expect(await accessibilityFindings(stage.visitor.page)).toEqual([]);
  await reviewRate('2');
  expect(await accessibilityFindings(stage.visitor.page)).toEqual([]);
  await stage.visitor.goTo(pages.administrationCatalog);
  await stage.visitor.button('New package').waitFor();
  expect(await stage.visitor.scrollsSideways()).toBe(false);
  expect(await accessibilityFindings(stage.visitor.page)).toEqual([]);
});
