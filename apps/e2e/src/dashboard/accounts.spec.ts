import { pages, routes, type Balance, type Role } from '#libs/contract';
import { randomUUID } from 'node:crypto';
import type { Browser, Locator } from 'playwright-core';
import { endowedAccount, launchChromium, TokenLedger, until, type ApiClient } from '../system/index.js';
import { accessibilityFindings } from './accessibility.js';
import { DESKTOP, PHONE, Visitor, type Credentials, type Screen } from './visitor.js';

let ledger: TokenLedger;
let api: ApiClient;
let browser: Browser;
let visitor: Visitor;
let accountId: string;

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

async function userOf(role: Role, account: string | null): Promise<Credentials> {
  const credentials = { email: `${randomUUID()}@example.com`, password: randomUUID() };
  await api.command('POST', routes.users, { ...credentials, name: 'Ada Lovelace', role, accountId: account });
  return credentials;
}

/** Somebody who looks after accounts, at one with 1,000 tokens of which 100 were used. */
async function arrive(role: Role, screen: Screen = DESKTOP): Promise<void> {
  visitor = await Visitor.arrive(browser, ledger, screen);
  const consumption = await endowedAccount(api, '1000');
  ({ accountId } = consumption);
  await api.consume({ ...consumption, units: '100' }, randomUUID());
  await visitor.signInSeeing(await userOf(role, null), 'No account of your own');
  await visitor.page.getByRole('link', { name: 'See the accounts' }).click();
  await visitor.page.getByLabel('Account id begins with').fill(accountId);
  await visitor.page.getByRole('link', { name: accountId }).click();
  await visitor.page.getByRole('heading', { name: accountId }).waitFor();
  await says('Consumed 100 of gpt-5-nano');
}

const button = (name: string): Locator => visitor.page.getByRole('button', { name, exact: true });
const says = async (text: string | RegExp) => await visitor.page.getByText(text).first().waitFor();
const row = () => visitor.page.getByRole('row').filter({ hasText: 'GPT-5 Nano' });
const available = async () => (await api.request<Balance>('GET', routes.balance(accountId))).body.available;

async function intervene(
  opening: string,
  fields: Readonly<Record<string, string>>,
  act: string,
): Promise<void> {
  await button(opening).click();
  const dialog = visitor.page.getByRole('dialog');
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
  const refused = await api.consume({ accountId, model: 'gpt-5-nano', feature: 'ai_bots', units: '1' });
  expect(refused.body).toMatchObject({ code: 'spending-frozen' });
  await intervene('Let spending go on', { Reason: 'a misunderstanding' }, 'Lift the freeze');
  await button('Freeze spending').waitFor();
});

it('carries out nothing without a reason, and says what is missing', async () => {
  await arrive('administrator');
  await button('Grant tokens').click();
  const dialog = visitor.page.getByRole('dialog');
  await dialog.getByLabel('Tokens').fill('many');
  await dialog.getByRole('button', { name: 'Grant', exact: true }).click();
  await says('Enter how many tokens, at most six decimals.');
  await says('Say why: it stays in the log.');
  expect(await accessibilityFindings(visitor.page)).toEqual([]);
  expect(await available()).toBe('900');
});

it('shows an auditor every event as it is stored, with its hash, and nothing to change', async () => {
  await arrive('auditor');
  await visitor.page.getByText('Consumed 100 of gpt-5-nano').click();
  const stored = visitor.page.getByLabel(/Event \d+ as it is stored/).first();
  await stored.waitFor();
  expect(await stored.innerText()).toMatch(/"hash": "[0-9a-f]{64}"/);
  expect(await button('Grant tokens').count()).toBe(0);
  expect(await accessibilityFindings(visitor.page)).toEqual([]);
});

it('says so when no account begins like that', async () => {
  await arrive('auditor');
  await visitor.page.getByRole('link', { name: 'All accounts' }).click();
  await visitor.page.getByLabel('Account id begins with').fill('nobody%');
  await says('No account found');
});

it('shows a user neither the place nor the accounts', async () => {
  visitor = await Visitor.arrive(browser, ledger, DESKTOP);
  const own = await endowedAccount(api, '5');
  await visitor.signIn(await userOf('user', own.accountId));
  const places = visitor.page.getByRole('navigation', { name: 'Places' });
  expect(await places.getByRole('link', { name: 'Accounts' }).count()).toBe(0);
  await visitor.goTo(pages.accounts);
  await says('The accounts could not be loaded.');
  await says('You may not see this.');
});

it.each<Screen>([
  DESKTOP,
  { ...DESKTOP, theme: 'dark' },
  { ...PHONE, width: 768, height: 1024 },
  PHONE,
  { ...PHONE, theme: 'dark' },
])('fits $width pixels, $theme, and axe finds nothing', async (screen) => {
  await arrive('administrator', screen);
  expect(await visitor.scrollsSideways()).toBe(false);
  expect(await accessibilityFindings(visitor.page)).toEqual([]);
  await visitor.page.getByRole('link', { name: 'All accounts' }).click();
  await visitor.page.getByLabel('Account id begins with').waitFor();
  await until('the accounts are listed', async () => {
    return (await visitor.page.locator('tl-accounts-page li').count()) > 0;
  });
  expect(await accessibilityFindings(visitor.page)).toEqual([]);
});
