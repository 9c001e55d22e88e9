import { pages, routes, type AccountEvents, type Balance, type Role } from '#libs/contract';
import { randomUUID } from 'node:crypto';
import { endowedAccount, until } from '../system/index.js';
import { accessibilityFindings } from './accessibility.js';
import { HeldAnswers } from './held-answers.js';
import { setStage } from './stage.js';
import { DESKTOP, registered, SCREENS, type Credentials, type Screen } from './visitor.js';

let accountId: string;

const stage = setStage();

const userOf = (role: Role, account: string | null): Promise<Credentials> =>
  registered(stage.api, { name: 'Ada Lovelace', role, accountId: account });

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
  await stage.visitor.sees('Consumed 100 of gpt-5-nano');
}

const row = () => stage.visitor.page.getByRole('row').filter({ hasText: 'GPT-5 Nano' }).first();
const available = async () =>
  (await stage.api.request<Balance>('GET', routes.balance(accountId))).body.available;

async function intervene(
  opening: string,
  fields: Readonly<Record<string, string>>,
  act: string,
): Promise<void> {
  await stage.visitor.button(opening).click();
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
  await stage.visitor.sees('Granted 500 of gpt-5-nano (bonus)');
  await intervene('Adjust balance', { Direction: 'down', Tokens: '0.5', Reason: 'a mistake' }, 'Adjust');
  await stage.visitor.sees('Adjusted down by 0.5 of gpt-5-nano: a mistake');
  expect(await available()).toBe('1399.5');
  await intervene('Freeze spending', { Reason: 'misuse' }, 'Freeze');
  await stage.visitor.sees(/Spending is frozen since .*: misuse/);
  const refused = await stage.api.consume({ accountId, model: 'gpt-5-nano', feature: 'ai_bots', units: '1' });
  expect(refused.body).toMatchObject({ code: 'spending-frozen' });
  await intervene('Let spending go on', { Reason: 'a misunderstanding' }, 'Lift the freeze');
  await stage.visitor.button('Freeze spending').waitFor();
});

it('takes the model from the balance also when that comes later than the sheet', async () => {
  await arrive('administrator');
  const { page } = stage.visitor;
  const balance = await HeldAnswers.of(page, /\/balance\?zone=/);
  await page.reload();
  await balance.areAsked(1);
  await stage.visitor.button('Grant tokens').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Tokens').fill('500');
  await dialog.getByLabel('Reason').fill('for the wait');
  await balance.releaseEach(page, 'first asked first');
  await dialog.getByRole('button', { name: 'Grant', exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
  await row().getByText('1,400').waitFor();
});

it('carries out nothing without a reason, and says what is missing', async () => {
  await arrive('administrator');
  await stage.visitor.button('Grant tokens').click();
  const dialog = stage.visitor.page.getByRole('dialog');
  await dialog.getByLabel('Tokens').fill('many');
  await dialog.getByRole('button', { name: 'Grant', exact: true }).click();
  await stage.visitor.sees('Enter how many tokens, at most six decimals.');
  await stage.visitor.sees('Say why: it stays in the log.');
  expect(await accessibilityFindings(stage.visitor.page)).toEqual([]);
  expect(await available()).toBe('900');
});

it('shows an auditor every event as it is stored, with its hash, and nothing to change', async () => {
  await arrive('auditor');
  await stage.visitor.page.getByText('Consumed 100 of gpt-5-nano').last().click();
  const stored = stage.visitor.page.getByLabel('Event 1 as it is stored').last();
  await stored.waitFor();
  expect(await stored.innerText()).toMatch(/"hash": "[0-9a-f]{64}"/);
  expect(await stage.visitor.button('Grant tokens').count()).toBe(0);
  expect(await accessibilityFindings(stage.visitor.page)).toEqual([]);
});

describe('the balance at a moment', () => {
  const section = () => stage.visitor.page.locator('tl-balance-at-moment');
  const slider = () => section().getByRole('slider', { name: 'Moment' });
  const availableThen = async () =>
    (
      await section().getByRole('row').filter({ hasText: 'GPT-5 Nano' }).locator('td').first().innerText()
    ).replaceAll(',', '');
  const isAsOf = async (event: string, amount: string) =>
    await until(`${amount} is available as of event ${event}`, async () => {
      const there = await section().getByText(`As of event ${event}`, { exact: true }).count();
      return there === 1 && (await availableThen()) === amount;
    });

  it('goes event by event, and says the same as each event does', async () => {
    await arrive('auditor');
    for (const units of ['200', '300.5']) {
      await stage.api.consume({ accountId, model: 'gpt-5-nano', feature: 'ai_bots', units });
    }
    await stage.visitor.page.reload();
    await isAsOf('3', '399.5');
    for (const [event, amount] of [
      ['2', '700'],
      ['1', '900'],
      ['0', '1000'],
    ] as const) {
      await section().getByRole('button', { name: 'Previous event' }).click();
      await isAsOf(event, amount);
      const { body } = await stage.api.request<AccountEvents>(
        'GET',
        `${routes.accountEvents(accountId)}?before=${Number(event) + 1}&limit=1`,
      );
      expect(body.items[0]?.data['balanceAfter']).toBe(amount);
    }
    expect(await section().getByRole('button', { name: 'Previous event' }).isDisabled()).toBe(true);
    await section().getByRole('button', { name: 'Next event' }).click();
    await isAsOf('1', '900');
    await stage.visitor.page.waitForURL(/event=1$/);
  });

  it('is moved by the keyboard, by the moment, by an event of the list, and by the address', async () => {
    await arrive('auditor');
    await slider().focus();
    await stage.visitor.page.keyboard.press('Home');
    await isAsOf('0', '1000');
    await stage.visitor.page.waitForURL(/at=/);
    expect(await slider().getAttribute('aria-valuetext')).toMatch(/^\w+ \d+, \d{4} .* UTC$/);
    await stage.visitor.page.keyboard.press('End');
    await isAsOf('1', '900');
    await section().getByLabel('Day and time').fill('2001-01-01T00:00:00');
    await stage.visitor.button('Go to the moment').click();
    await stage.visitor.sees('Nothing had happened yet.');
    await section().getByLabel('Event number').fill('77');
    await stage.visitor.button('Go to the event').click();
    await stage.visitor.sees('Enter the number of an event, from 0 to 1.');
    await stage.visitor.page
      .locator('tl-account-page > section tl-account-event-list details')
      .last()
      .locator('summary')
      .click();
    await stage.visitor.page
      .locator('tl-account-page > section > tl-account-event-list')
      .getByRole('button', { name: 'Balance after this event' })
      .last()
      .click();
    await isAsOf('0', '1000');
    await stage.visitor.goTo(`${pages.account(accountId)}?event=1`);
    await isAsOf('1', '900');
    await section().getByText('Grants and holds of GPT-5 Nano').click();
    await section().getByText('Adds up').waitFor();
    await section().getByText('Consumed 100 of gpt-5-nano').click();
    expect(await accessibilityFindings(stage.visitor.page)).toEqual([]);
  });
});

it('says so when no account begins like that', async () => {
  await arrive('auditor');
  await stage.visitor.page.getByRole('link', { name: 'All accounts' }).click();
  await stage.visitor.page.getByLabel('Account id begins with').fill('nobody%');
  await stage.visitor.sees('No account found');
});

it('shows a user neither the place nor the accounts', async () => {
  await stage.arrive(DESKTOP);
  const own = await endowedAccount(stage.api, '5');
  await stage.visitor.signIn(await userOf('user', own.accountId));
  const places = stage.visitor.page.getByRole('navigation', { name: 'Places' });
  expect(await places.getByRole('link', { name: 'Accounts' }).count()).toBe(0);
  await stage.visitor.goTo(pages.accounts);
  await stage.visitor.sees('The accounts could not be loaded.');
  await stage.visitor.sees('You may not see this.');
});

it('keeps few of many events in the page, and those that were opened, however many are shown', async () => {
  await arrive('auditor');
  const items = Array.from({ length: 300 }, () => ({
    ...{ accountId, model: 'gpt-5-nano', feature: 'ai_bots', units: '1', idempotencyKey: randomUUID() },
  }));
  await stage.api.command('POST', routes.consumptionBatch, { items });
  const { page } = stage.visitor;
  await page.reload();
  const events = page.locator('tl-account-event-list.panel details');
  await events.first().locator('summary').click();
  const opened = (await events.first().locator('.revision').textContent()) ?? '';
  for (let length = 50; length <= 200; length += 25) {
    await stage.visitor.button('Show older').click();
    await until(`${length} events take their room`, async () => {
      const list = await page.locator('tl-account-event-list.panel').boundingBox();
      return list !== null && list.height >= length * 36;
    });
    expect(await events.count()).toBeLessThanOrEqual(60);
  }
  await page.evaluate('scrollTo(0, document.documentElement.scrollHeight)');
  await until('the oldest that are there are in view', async () => {
    const last = await events.last().boundingBox();
    return last !== null && last.y < 900 && last.y > 0;
  });
  expect(await events.count()).toBeLessThanOrEqual(60);
  await page.evaluate('scrollTo(0, 0)');
  await until('the opened one is open still', async () => {
    const first = events.first();
    return (
      (await first.locator('.revision').textContent()) === opened &&
      (await first.getAttribute('open')) !== null
    );
  });
  expect(await accessibilityFindings(page)).toEqual([]);
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
