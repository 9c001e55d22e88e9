import { pages, routes, type AccountLimits, type Balance, type Checkout, type Role } from '#libs/contract';
import { randomUUID } from 'node:crypto';
import { endowedAccount, until } from '../system/index.js';
import { accessibilityFindings } from './accessibility.js';
import { CHANGING } from './offers.js';
import { CARDS, PaymentPage } from './payment-page.js';
import { setStage } from './stage.js';
import { DESKTOP, registered, SCREENS, type Screen } from './visitor.js';

let accountId: string;
let operationId: string;

const stage = setStage();

/** Somebody who looks after accounts, at one with 1,000 tokens of which 100 were used. */
async function arrive(role: Role, screen: Screen = DESKTOP): Promise<void> {
  await stage.arrive(screen);
  const consumption = await endowedAccount(stage.api, '1000');
  ({ accountId } = consumption);
  operationId = randomUUID();
  await stage.api.consume({ ...consumption, units: '100' }, operationId);
  const user = await registered(stage.api, { name: 'Ada Lovelace', role, accountId: null });
  await stage.visitor.signInSeeing(user, 'No account of your own');
  await stage.visitor.goTo(pages.account(accountId));
  await stage.visitor.sees('Consumed 100 of gpt-5-nano');
  await uses().first().waitFor();
}

const uses = () => stage.visitor.page.locator('tl-account-usage tbody tr');
const corrections = () => stage.visitor.page.locator('tl-account-corrections li');
const dialog = () => stage.visitor.page.getByRole('dialog');
const submit = async (act: string) => await dialog().getByRole('button', { name: act, exact: true }).click();
const openFirst = async (name: RegExp) => {
  await stage.visitor.page.getByRole('button', { name }).first().click();
  await dialog().waitFor();
};
/** The figures before have faded out. */
const showsLeft = async (amount: string) =>
  await until(`the sheet says that ${amount} are left`, async () => {
    return (await dialog().locator('.sum dd').innerText()) === amount;
  });
const isClosed = async () => await dialog().waitFor({ state: 'detached' });
const says = async (words: string) =>
  await stage.visitor.page.locator('tl-done-notice').getByText(words, { exact: true }).waitFor();
const balance = async () =>
  (await stage.api.request<Balance>('GET', routes.balance(accountId))).body.allocations.find(
    ({ model }) => model === 'gpt-5-nano',
  );
const reverse = async (amount: string) =>
  await stage.api.command('POST', routes.reversal(accountId, operationId), { amount, reason: 'elsewhere' });

/** The first reversal is made, and nobody learns of it. @returns the keys of all that are asked for. */
async function loseFirstAnswer(): Promise<readonly (string | undefined)[]> {
  const keys: (string | undefined)[] = [];
  await stage.visitor.page.route(/\/reversal$/, async (route) => {
    keys.push(route.request().headers()['idempotency-key']);
    const response = await route.fetch();
    if (keys.length > 1) await route.fulfill({ response });
    else await route.fulfill({ status: 503, json: { code: 'event-store-unavailable' } });
  });
  return keys;
}

describe('a reversal', () => {
  it('gives back a part, and then the rest, and says what came of it without a reload', async () => {
    await arrive('administrator');
    await openFirst(/^Reverse…/);
    await stage.visitor.sees('What would come back');
    expect(await dialog().getByLabel('Tokens to reverse').inputValue()).toBe('100');
    await dialog().getByLabel('Tokens to reverse').fill('40.5');
    await dialog().getByLabel('Reason').fill('charged for a failed answer');
    await submit('Reverse');
    await isClosed();
    await says('Reversed: 40.5 of GPT-5 Nano. Available now: 940.5.');
    const spoken = stage.visitor.page.locator('[aria-live=polite]', { hasText: 'Reversed: 40.5' });
    await spoken.waitFor({ state: 'attached' });
    expect(await balance()).toMatchObject({ available: '940.5', spent: '59.5' });
    const first = corrections().first();
    await first.getByText('Reversed 40.5 of GPT-5 Nano for AI Bots').waitFor();
    await first.getByText('charged for a failed answer').waitFor();
    await first.getByText(/^By you \(user:/).waitFor();
    await openFirst(/^Reverse…/);
    await dialog().getByText('59.5').first().waitFor();
    await dialog().getByLabel('Reason').fill('all of it');
    await submit('Reverse');
    await isClosed();
    expect(await balance()).toMatchObject({ available: '1000', spent: '0' });
    await until('two corrections are listed', async () => (await corrections().count()) === 2);
    expect(await stage.visitor.page.getByRole('button', { name: /^Reverse…/ }).count()).toBe(0);
  });

  it('is refused with its figures where others were faster, and goes on from what is left', async () => {
    await arrive('administrator');
    await openFirst(/^Reverse…/);
    await dialog().getByLabel('Reason').fill('charged twice');
    await reverse('60');
    await submit('Reverse');
    await stage.visitor.sees('That is more than can come back. Asked for: 100. Left to reverse: 40.');
    await dialog().getByText('Enter tokens, up to what is left to reverse.').waitFor();
    await showsLeft('40');
    expect(await accessibilityFindings(stage.visitor.page)).toEqual([]);
    await dialog().getByLabel('Tokens to reverse').fill('40');
    await submit('Reverse');
    await isClosed();
    expect(await balance()).toMatchObject({ available: '1000' });
  });

  it('is not made again as something else where the answer was lost', async () => {
    await arrive('administrator');
    await loseFirstAnswer();
    await openFirst(/^Reverse…/);
    await dialog().getByLabel('Tokens to reverse').fill('10');
    await dialog().getByLabel('Reason').fill('charged twice');
    await submit('Reverse');
    await dialog().getByText('event-store-unavailable').waitFor();
    await dialog().getByLabel('Tokens to reverse').fill('20');
    await submit('Reverse');
    await stage.visitor.sees('It was done already, as you asked for it first.');
    await dialog().getByText('90', { exact: true }).first().waitFor();
    expect(await balance()).toMatchObject({ available: '910', spent: '90' });
  });

  it('is the same one when it is tried again as it was', async () => {
    await arrive('administrator');
    const keys = await loseFirstAnswer();
    await openFirst(/^Reverse…/);
    await dialog().getByLabel('Tokens to reverse').fill('10');
    await dialog().getByLabel('Reason').fill('charged twice');
    await submit('Reverse');
    await submit('Try again');
    await isClosed();
    expect(keys).toEqual([keys[0], keys[0]]);
    expect(await balance()).toMatchObject({ available: '910', spent: '90' });
  });

  it('is made by the keyboard alone, and not without a reason', async () => {
    await arrive('administrator');
    const { page } = stage.visitor;
    await page.getByRole('button', { name: /^Reverse…/ }).focus();
    await page.keyboard.press('Enter');
    await dialog().waitFor();
    await page.keyboard.press('Escape');
    await isClosed();
    await until('the focus is where it was', async () => {
      return (await page.evaluate<string>('document.activeElement.textContent')).includes('Reverse…');
    });
    await page.keyboard.press('Enter');
    await dialog().getByLabel('Reason').focus();
    await page.keyboard.press('Enter');
    await stage.visitor.sees('Say why: it stays in the log.');
    expect(await balance()).toMatchObject({ available: '900' });
    await page.keyboard.type('by hand');
    await page.keyboard.press('Enter');
    await isClosed();
    expect(await balance()).toMatchObject({ available: '1000' });
    await until('the focus is on what was done', async () => {
      return (await page.evaluate<string>('document.activeElement.localName')) === 'tl-done-notice';
    });
  });
});

describe('a revocation', () => {
  it('takes what is left of a grant, and leaves what was used', async () => {
    await arrive('administrator');
    await openFirst(/^Revoke…/);
    await dialog().getByText('Used or held already: stays').waitFor();
    await dialog().getByLabel('Reason').fill('given by mistake');
    await submit('Revoke');
    await isClosed();
    await says('Revoked: 900 of GPT-5 Nano. Available now: 0.');
    expect(await balance()).toMatchObject({ available: '0', spent: '100', revoked: '900' });
    await corrections().first().getByText('Revoked 900 of GPT-5 Nano').waitFor();
    await stage.visitor.sees('No grant has tokens left.');
  });

  it('is refused with its figures where the grant was used meanwhile', async () => {
    await arrive('administrator');
    const consumption = await endowedAccount(stage.api, '500');
    ({ accountId } = consumption);
    await stage.visitor.goTo(pages.account(accountId));
    await openFirst(/^Revoke…/);
    await dialog().getByLabel('Reason').fill('not called for');
    await dialog().getByLabel('Only if nothing of it is used by then').check();
    await stage.api.consume({ ...consumption, units: '20' }, randomUUID());
    await submit('Revoke');
    await stage.visitor.sees('Something of it was used. Granted: 500. Left: 480.');
    await showsLeft('480');
    expect(await accessibilityFindings(stage.visitor.page)).toEqual([]);
    await dialog().getByLabel('Only if nothing of it is used by then').uncheck();
    await submit('Revoke');
    await isClosed();
    expect(await balance()).toMatchObject({ available: '0', spent: '20', revoked: '480' });
  });
});

it('revokes what was paid for only where that is asked for', async () => {
  await arrive('administrator');
  await stage.api.command('PUT', routes.model('text-embedding-3-small'), { name: 'E', engine: 'openai' });
  await stage.api.command('PUT', routes.package('e2e-changing'), CHANGING);
  const bought = { packageId: 'e2e-changing', packageVersion: 0 };
  accountId = `acc-${randomUUID()}`;
  const checkout = await stage.api.command<Checkout>('POST', routes.purchases(accountId), bought);
  await stage.visitor.page.goto(checkout.checkoutUrl);
  await (await PaymentPage.shownIn(stage.visitor.page)).payWith(CARDS.success);
  await until('it is credited', async () => (await balance())?.available === '50000');
  await stage.visitor.goTo(pages.account(accountId));
  await openFirst(/^Revoke…/);
  await dialog().getByLabel('Reason').fill('paid with a stolen card');
  await submit('Revoke');
  await stage.visitor.sees('The grant was paid for. Purchases are only revoked when that is asked for.');
  await dialog().getByLabel('It was paid for: revoke it all the same').check();
  await submit('Revoke');
  await isClosed();
  expect(await balance()).toMatchObject({ available: '0', revoked: '50000' });
});

it('sets caps and the overdraft limit, and shows what is set', async () => {
  await arrive('administrator');
  const limits = async () => (await stage.api.request<AccountLimits>('GET', routes.limits(accountId))).body;
  await openFirst(/^Caps… All models together/);
  await dialog().getByLabel('Tokens per day').fill('many');
  await submit('Set the caps');
  await stage.visitor.sees('Enter how many tokens, at most six decimals.');
  await dialog().getByLabel('Tokens per day').fill('150.5');
  await submit('Set the caps');
  await isClosed();
  await says('The spending caps are set: All models together.');
  expect((await limits()).caps).toMatchObject({ day: { cap: '150.5', available: '50.5' }, week: null });
  await stage.visitor.page.locator('tl-account-limits-table').getByText('150.5').waitFor();
  await openFirst(/^Overdraft…/);
  await dialog().getByLabel('Tokens below zero, at most').fill('25');
  await submit('Set the limit');
  await isClosed();
  await says('The overdraft limit of GPT-5 Nano is set: 25.');
  expect((await limits()).models[0]?.overdraftLimit).toBe('25');
  await openFirst(/^Caps… All models together/);
  expect(await dialog().getByLabel('Tokens per day').inputValue()).toBe('150.5');
  await dialog().getByLabel('Tokens per day').fill('');
  await submit('Set the caps');
  await isClosed();
  expect((await limits()).caps.day).toBeNull();
});

it('finds a use by its operation id, also by the address, and opens its receipt', async () => {
  await arrive('auditor');
  await stage.api.consume({ accountId, model: 'gpt-5-nano', feature: 'ai_bots', units: '7' }, randomUUID());
  await stage.visitor.page.reload();
  await until('both uses are listed', async () => (await uses().count()) === 2);
  await stage.visitor.page.getByLabel('Operation id').fill(operationId);
  await stage.visitor.button('Find').click();
  await until('only one is listed', async () => (await uses().count()) === 1);
  await stage.visitor.page.waitForURL(new RegExp(`operation=${operationId}`));
  await stage.visitor.page.reload();
  await until('only one is listed', async () => (await uses().count()) === 1);
  await uses().first().getByRole('button').click();
  await dialog().getByText(operationId).waitFor();
  await dialog().getByText('Added up again in your browser').waitFor();
  expect(await accessibilityFindings(stage.visitor.page)).toEqual([]);
  await stage.visitor.page.keyboard.press('Escape');
  await isClosed();
  await stage.visitor.page.getByLabel('Operation id').fill('nothing-of-the-kind');
  await stage.visitor.button('Find').click();
  await stage.visitor.sees('No use found');
  await stage.visitor.button('Show the latest').click();
  await until('both uses are listed', async () => (await uses().count()) === 2);
});

it('shows an auditor the same, with nothing to change', async () => {
  await arrive('auditor');
  await reverse('60');
  await stage.visitor.page.reload();
  await corrections().first().getByText('elsewhere').waitFor();
  await stage.visitor.page.getByRole('button', { name: /^Show the charge/ }).click();
  await until('the charge is listed', async () => (await uses().count()) === 1);
  await uses().first().getByText('60', { exact: true }).waitFor();
  await stage.visitor.page.locator('tl-account-grants table').waitFor();
  await stage.visitor.page.locator('tl-account-limits-table').waitFor();
  for (const name of [/^Reverse…/, /^Revoke…/, /^Caps…/, /^Overdraft…/])
    expect(await stage.visitor.page.getByRole('button', { name }).count()).toBe(0);
});

it.each(SCREENS)('fits $width pixels, $theme, and axe finds nothing', async (screen) => {
  await arrive('administrator', screen);
  await reverse('60');
  await stage.visitor.page.reload();
  await corrections().first().waitFor();
  expect(await accessibilityFindings(stage.visitor.page)).toEqual([]);
  for (const name of [/^Reverse…/, /^Revoke…/, /^Caps…/, /^Overdraft…/]) {
    await openFirst(name);
    expect(await stage.visitor.scrollsSideways()).toBe(false);
    expect(await accessibilityFindings(stage.visitor.page)).toEqual([]);
    await stage.visitor.page.keyboard.press('Escape');
    await isClosed();
  }
  await openFirst(/^Caps…/);
  await submit('Set the caps');
  await isClosed();
  await stage.visitor.page.locator('tl-done-notice').waitFor();
  expect(await accessibilityFindings(stage.visitor.page)).toEqual([]);
});
