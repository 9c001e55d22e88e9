import { pages, receiptSchema, routes } from '#libs/contract';
import { endowedAccount, until, type Consumption } from '../system/index.js';
import { accessibilityFindings } from './accessibility.js';
import { OFFERS } from './offers.js';
import { CARDS } from './payment-page.js';
import { Shopper } from './shopper.js';
import { setStage } from './stage.js';
import { DESKTOP, registeredUser, SCREENS, type Credentials, type Screen } from './visitor.js';

const stage = setStage(async (api) => {
  await endowedAccount(api, '1'); // what is sold has to be defined
  await api.command('PUT', routes.package('e2e-nano'), OFFERS['e2e-nano'] ?? {});
});

let use: Consumption;
let grace: Credentials;

/** On the overview of somebody with 1,000 tokens, which are told of as `words` are used. */
async function arrive({ screen = DESKTOP, words = [] }: { screen?: Screen; words?: readonly string[] } = {}) {
  await stage.arrive(screen);
  use = await endowedAccount(stage.api, '1000');
  for (const units of words) await stage.api.consume({ ...use, units });
  grace = await registeredUser(stage.api, use.accountId);
  await stage.visitor.signIn(grace);
}

const bell = () => stage.visitor.page.getByRole('button', { name: /^Notifications/ });
const bellSays = (name: string) =>
  until(`the bell says "${name}"`, async () => (await bell().getAttribute('aria-label')) === name);
const open = async () => {
  await bell().click();
  const panel = stage.visitor.page.getByRole('dialog', { name: 'Notifications' });
  await panel.waitFor();
  return panel;
};
const items = () =>
  stage.visitor.page.getByRole('list', { name: 'Notifications, newest first' }).getByRole('link');
const countIs = (count: number) =>
  until(`${count} notifications are listed`, async () => (await items().count()) === count);

it('tells of 10 % and 5 % as they are crossed, without being loaded again, and once each', async () => {
  await arrive();
  await bellSays('Notifications');
  const panel = await open();
  await panel.getByText('Nothing to tell').waitFor();

  await stage.api.consume({ ...use, units: '900' });
  await panel.getByText('GPT-5 Nano has 10% left: 100 of 1,000.').waitFor();
  await stage.api.consume({ ...use, units: '10' });
  await stage.api.consume({ ...use, units: '40' });
  await panel.getByText('GPT-5 Nano has 5% left: 50 of 1,000.').waitFor();
  expect(await panel.getByRole('link', { name: /left/ }).count()).toBe(2);
  await stage.visitor.page.keyboard.press('Escape');
  await bellSays('Notifications, 2 unread');
});

it('says politely how many there are now', async () => {
  await arrive();
  await bellSays('Notifications');
  await stage.api.consume({ ...use, units: '900' });
  const said = stage.visitor.page.locator('.cdk-live-announcer-element[aria-live=polite]');
  await until('it is announced', async () => (await said.innerText()).includes('Notifications, 1 unread'));
});

it('tells of a declined card, and leads to the purchase', async () => {
  await arrive();
  const shopper = new Shopper(stage.visitor.page);
  await shopper.openStore();
  const payment = await shopper.checkOut('Buy Nano by the thousand');
  await payment.payWith(CARDS.decline);
  await shopper.isBackSeeing('The payment failed');
  await bellSays('Notifications, 1 unread');
  const panel = await open();
  await panel.getByRole('link', { name: /The payment of \$0\.90 for Nano by the thousand failed\./ }).click();
  await stage.visitor.page.getByRole('heading', { name: 'The payment failed' }).waitFor();
  await bellSays('Notifications');
});

it('keeps what is read over a reload, and what arrives later is unread', async () => {
  await arrive({ words: ['900', '50'] });
  await bellSays('Notifications, 2 unread');
  const panel = await open();
  await panel.getByRole('button', { name: 'Mark all as read' }).click();
  await panel.getByText('Nothing unread').waitFor();
  await stage.visitor.goTo(pages.notifications);
  await countIs(2);
  await bellSays('Notifications');
  await stage.api.consume({ ...use, units: '50' });
  await bellSays('Notifications, 1 unread');
  await stage.visitor.page.getByRole('link', { name: 'Unread' }).click();
  await countIs(1);
  await items().filter({ hasText: 'GPT-5 Nano has no tokens left of 1,000.' }).waitFor();
});

it('marks as read only what the page knew of', async () => {
  await arrive({ words: ['900'] });
  await bellSays('Notifications, 1 unread');
  const panel = await open();
  const list = '**/notifications?**';
  await stage.visitor.context.route(list, (route) => route.abort());
  const { body } = await stage.api.consume({ ...use, units: '50' });
  await stage.api.balance(use.accountId, receiptSchema.parse(body).position); // it is there, and not shown
  const marked = stage.visitor.page.waitForResponse((answer) => answer.url().endsWith('/notifications/read'));
  await panel.getByRole('button', { name: 'Mark all as read' }).click();
  await marked;
  await stage.visitor.context.unroute(list);
  await stage.visitor.page.evaluate("dispatchEvent(new Event('online'))");
  await panel.getByText('GPT-5 Nano has 5% left: 50 of 1,000.').waitFor();
  await stage.visitor.page.keyboard.press('Escape');
  await bellSays('Notifications, 1 unread');
});

it('neither lists nor counts a kind that is switched off, for this person only', async () => {
  await arrive({ words: ['900', '50'] });
  await stage.visitor.goTo(pages.notifications);
  await countIs(2);
  const low = stage.visitor.page.getByRole('switch', { name: 'Low balance' });
  await low.click();
  await countIs(1);
  await bellSays('Notifications, 1 unread');
  await stage.visitor.goTo(pages.notifications);
  await countIs(1);
  expect(await low.isChecked()).toBe(false);
  await low.click();
  await countIs(2);
});

it('springs back and says so when a choice cannot be saved', async () => {
  await arrive();
  await stage.visitor.goTo(pages.notifications);
  const low = stage.visitor.page.getByRole('switch', { name: 'Low balance' });
  await low.waitFor();
  const problem = { code: 'database-unavailable', status: 503, title: '', detail: '', type: '' };
  const refuse = /\/notification-settings$/;
  await stage.visitor.context.route(refuse, (route) => route.fulfill({ status: 503, json: problem }));
  await low.click();
  await stage.visitor.page.getByText('Your choice could not be saved.').waitFor();
  expect(await low.isChecked()).toBe(true);
  expect(await accessibilityFindings(stage.visitor.page)).toEqual([]);
  await stage.visitor.context.unroute(refuse);
  await stage.visitor.page.getByRole('button', { name: 'Try again' }).click();
  await until('it is saved', async () => !(await low.isChecked()));
});

it('shows a failure where the list would be, and tries again when asked', async () => {
  await arrive({ words: ['900'] });
  const problem = { code: 'database-unavailable', status: 503, title: '', detail: '', type: '' };
  const list = /\/notifications\?/;
  // The page asks again by itself as well: only what is asked after the click is answered.
  const { page } = stage.visitor;
  await page.addInitScript(`addEventListener('click', () => (window.clicked = true), true)`);
  await stage.visitor.context.route(list, async (route) => {
    const isClicked = await page.evaluate<boolean>('window.clicked === true');
    await (isClicked ? route.continue() : route.fulfill({ status: 503, json: problem }));
  });
  await stage.visitor.goTo(pages.notifications);
  await page.getByText('Your notifications could not be loaded.').waitFor();
  expect(await accessibilityFindings(stage.visitor.page)).toEqual([]);
  await page.getByRole('button', { name: 'Try again' }).click();
  await countIs(1);
  await stage.visitor.context.unroute(list);
});

it('is opened, gone through and left with the keyboard', async () => {
  await arrive({ words: ['900', '50'] });
  await bellSays('Notifications, 2 unread');
  const { page } = stage.visitor;
  await bell().focus();
  await page.keyboard.press('Enter');
  const panel = page.getByRole('dialog', { name: 'Notifications' });
  await panel.getByRole('button', { name: 'Mark as read' }).first().waitFor();
  const focused = () => page.evaluate<string>("document.activeElement.closest('a')?.textContent ?? ''");
  await until('a notification has the focus', async () => {
    await page.keyboard.press('Tab');
    return /5% left/.test(await focused());
  });
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await until('one is read', async () => (await panel.getByText('1 unread').count()) === 1);
  expect(await focused()).toMatch(/5% left/);
  await page.keyboard.press('Escape');
  await until('the bell has the focus', () =>
    page.evaluate<boolean>('document.activeElement.matches("tl-notifications-bell button")'),
  );
  await bellSays('Notifications, 1 unread');
});

it('has nothing to tell of an account where nothing happened', async () => {
  await arrive();
  await stage.visitor.goTo(pages.notifications);
  await stage.visitor.page.getByText('Nothing to tell').waitFor();
  expect(await accessibilityFindings(stage.visitor.page)).toEqual([]);
});

it.each(SCREENS)('fits $width pixels, $theme, and axe finds nothing', async (screen) => {
  await arrive({ screen, words: ['900', '50', '50'] });
  const expiresAt = new Date(Date.now() + 86_400_000).toISOString();
  await stage.api.command('POST', routes.grants(use.accountId), {
    model: use.model,
    amount: '20',
    expiresAt,
  });
  await bellSays('Notifications, 4 unread');
  const panel = await open();
  await panel.getByText('20 tokens of GPT-5 Nano expire on').waitFor();
  expect(await stage.visitor.scrollsSideways()).toBe(false);
  expect(await accessibilityFindings(stage.visitor.page)).toEqual([]);
  await panel.getByRole('link', { name: 'All notifications and settings' }).click();
  await countIs(4);
  await stage.visitor.page.getByRole('switch', { name: 'Depleted' }).waitFor();
  await panel.waitFor({ state: 'hidden' });
  expect(await stage.visitor.scrollsSideways()).toBe(false);
  expect(await accessibilityFindings(stage.visitor.page)).toEqual([]);
});
