import { pages, routes, type Balance, type Role } from '#libs/contract';
import { randomUUID } from 'node:crypto';
import type { Locator } from 'playwright-core';
import { endowedAccount, until } from '../system/index.js';
import { accessibilityFindings } from './accessibility.js';
import { setStage } from './stage.js';
import { DESKTOP, SCREENS, type Credentials, type Screen } from './visitor.js';

let accountId: string;

const stage = setStage();

async function userOf(role: Role, account: string | null): Promise<Credentials> {
  const credentials = { email: `${randomUUID()}@example.com`, password: randomUUID() };
  await stage.api.command('POST', routes.users, {
    ...credentials,
    name: 'Ada Lovelace',
    role,
    accountId: account,
  });
  return credentials;
}

/** Somebody who looks after accounts, at one with 1,000 tokens of which 100 were used. */
async function arrive(role: Role, screen: Screen = DESKTOP): Promise<void> {
  await stage.arrive(screen);
  const consumption = await endowedAccount(stage.api, '1000');
  ({ accountId } = consumption);
  await stage.api.consume({ ...consumption, units: '100' }, randomUUID());
  await stage.visitor.signInSeeing(await userOf(role, null), 'No account of your own');
  await stage.visitor.page.getByRole('link', { name: 'See the accounts' }).click();
  await stage.visitor.page.getByLabel('Account id begins with').fill(accountId);
  await stage.visitor.page.getByRole('link', { name: accountId }).click();
  await stage.visitor.page.getByRole('heading', { name: accountId }).waitFor();
  await says('Consumed 100 of gpt-5-nano');
}

const button = (name: string): Locator => stage.visitor.page.getByRole('button', { name, exact: true });
const says = async (text: string | RegExp) => await stage.visitor.page.getByText(text).first().waitFor();
const row = () => stage.visitor.page.getByRole('row').filter({ hasText: 'GPT-5 Nano' });
const available = async () =>
  (await stage.api.request<Balance>('GET', routes.balance(accountId))).body.available;

async function intervene(
  opening: string,
  fields: Readonly<Record<string, string>>,
  act: string,
): Promise<void> {
  await button(opening).click();
  const dialog = stage.visitor.page.getByRole('dialog');
  for (const [label, value] of Object.entries(fields)) {
    const field = dialog.getByLabel(label, { exact: true });
    if (label === 'Direction') await field.selectOption(value);
    else await field.fill(value);
  }
  await dialog.getByRole('button', { name: act, exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
}

it('lets an administrator grant, adjust and freeze, each with a reason that stays in the log', async () => {
  await arrive('administrator');
  await intervene('Grant tokens', { Tokens: '500', Reason: 'for the wait' }, 'Grant');
  await row().getByText('1,400').waitFor();
  await says('Granted 500 of gpt-5-nano (bonus)');
  await intervene('Adjust balance', { Direction: 'down', Tokens: '0.5', Reason: 'a mistake' }, 'Adjust');
  await says('Adjusted down by 0.5 of gpt-5-nano: a mistake');
  expect(await available()).toBe('1399.5');
  await intervene('Freeze spending', { Reason: 'misuse' }, 'Freeze');
  await says(/Spending is frozen since .*: misuse/);
  const refused = await stage.api.consume({ accountId, model: 'gpt-5-nano', feature: 'ai_bots', units: '1' });
  expect(refused.body).toMatchObject({ code: 'spending-frozen' });
  await intervene('Let spending go on', { Reason: 'a misunderstanding' }, 'Lift the freeze');
  await button('Freeze spending').waitFor();
});

it('carries out nothing without a reason, and says what is missing', async () => {
  await arrive('administrator');
  await button('Grant tokens').click();
  const dialog = stage.visitor.page.getByRole('dialog');
  await dialog.getByLabel('Tokens').fill('many');
  await dialog.getByRole('button', { name: 'Grant', exact: true }).click();
  await says('Enter how many tokens, at most six decimals.');
  await says('Say why: it stays in the log.');
  expect(await accessibilityFindings(stage.visitor.page)).toEqual([]);
  expect(await available()).toBe('900');
});

it('shows an auditor every event as it is stored, with its hash, and nothing to change', async () => {
  await arrive('auditor');
  await stage.visitor.page.getByText('Consumed 100 of gpt-5-nano').click();
  const stored = stage.visitor.page.getByLabel(/Event \d+ as it is stored/).first();
  await stored.waitFor();
  expect(await stored.innerText()).toMatch(/"hash": "[0-9a-f]{64}"/);
  expect(await button('Grant tokens').count()).toBe(0);
  expect(await accessibilityFindings(stage.visitor.page)).toEqual([]);
});

it('says so when no account begins like that', async () => {
  await arrive('auditor');
  await stage.visitor.page.getByRole('link', { name: 'All accounts' }).click();
  await stage.visitor.page.getByLabel('Account id begins with').fill('nobody%');
  await says('No account found');
});

it('shows a user neither the place nor the accounts', async () => {
  await stage.arrive(DESKTOP);
  const own = await endowedAccount(stage.api, '5');
  await stage.visitor.signIn(await userOf('user', own.accountId));
  const places = stage.visitor.page.getByRole('navigation', { name: 'Places' });
  expect(await places.getByRole('link', { name: 'Accounts' }).count()).toBe(0);
  await stage.visitor.goTo(pages.accounts);
  await says('The accounts could not be loaded.');
  await says('You may not see this.');
});

it.each(SCREENS)('fits $width pixels, $theme, and axe finds nothing', async (screen) => {
  await arrive('administrator', screen);
  expect(await stage.visitor.scrollsSideways()).toBe(false);
  expect(await accessibilityFindings(stage.visitor.page)).toEqual([]);
  await stage.visitor.page.getByRole('link', { name: 'All accounts' }).click();
  await stage.visitor.page.getByLabel('Account id begins with').waitFor();
  await until('the accounts are listed', async () => {
    return (await stage.visitor.page.locator('tl-accounts-page li').count()) > 0;
  });
  expect(await accessibilityFindings(stage.visitor.page)).toEqual([]);
});
