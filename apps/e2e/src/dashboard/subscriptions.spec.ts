import { pages, routes, type Offer, type Packages, type Subscriptions, type TopUp } from '#libs/contract';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { endowedAccount, until } from '../system/index.js';
import { accessibilityFindings } from './accessibility.js';
import { OFFERS, usd } from './offers.js';
import { CARDS, PaymentPage } from './payment-page.js';
import { Shopper } from './shopper.js';
import { setStage } from './stage.js';
import { DESKTOP, registeredUser, SCREENS, type Screen } from './visitor.js';

const MODEL = 'gpt-5-nano';
const SCREENSHOTS = 'dist/screenshots';
const plan = (price: string, tokens: string): Offer => ({
  kind: 'plan',
  period: 'month',
  allowances: [{ model: MODEL, tokens, rollover: { rule: 'none' } }],
  price: usd(price),
  prioritySupport: false,
});
const SOLD = {
  'e2e-nano': OFFERS['e2e-nano'],
  'e2e-plus': { name: 'Plus', offer: plan('1900', '200000') },
  'e2e-pro': { name: 'Pro', offer: plan('4900', '500000') },
  'e2e-mini': { name: 'Mini', offer: plan('900', '50000') },
};

let shopper: Shopper;
let accountId: string;

const stage = setStage(async (api) => {
  await api.command('PUT', routes.model(MODEL), { name: 'GPT-5 Nano', engine: 'openai' });
  for (const [packageId, definition] of Object.entries(SOLD))
    if (definition) await api.command('PUT', routes.package(packageId), definition);
  await until('all is on sale', async () => {
    const { items } = (await api.request<Packages>('GET', routes.packages)).body;
    return items.length === Object.keys(SOLD).length;
  });
});

/** Somebody with 1,000 tokens, on the overview. */
async function arrive(screen: Screen = DESKTOP): Promise<void> {
  await stage.arrive(screen);
  shopper = new Shopper(stage.visitor.page);
  accountId = (await endowedAccount(stage.api, '1000')).accountId;
  await stage.visitor.signIn(await registeredUser(stage.api, accountId));
}

const inDialog = (name: string): Locator =>
  stage.visitor.page.getByRole('dialog').getByRole('button', { name, exact: true });
const subscriptions = async () =>
  (await stage.api.request<Subscriptions>('GET', routes.subscriptions(accountId))).body.items;

async function openPlan(): Promise<void> {
  const places = stage.visitor.page.getByRole('navigation', { name: 'Places' });
  const plan = places.getByRole('link', { name: 'Plan' });
  const more = places.getByRole('button', { name: 'More' });
  await plan.or(more).waitFor();
  if (await plan.isVisible()) {
    await plan.click();
  } else {
    await more.click();
    await stage.visitor.page.getByRole('menuitem', { name: 'Plan' }).click();
  }
  await stage.visitor.page.getByRole('heading', { name: 'Auto top-up', exact: true }).waitFor();
}

async function subscribe(name: string, card: string = CARDS.success): Promise<void> {
  await shopper.openStore();
  await (await shopper.checkOut(`Subscribe to ${name}`)).payWith(card);
}

async function subscribed(name = 'Plus'): Promise<void> {
  await subscribe(name);
  await shopper.isBackSeeing('Payment complete');
}

describe('a plan', () => {
  beforeEach(async () => {
    await arrive();
  });

  it('is in force when it is paid: its tokens are there, and the store knows it', async () => {
    await subscribed();
    await stage.visitor.page.getByText('+200,000').waitFor();
    await openPlan();
    await stage.visitor.sees('Active');
    await stage.visitor.sees(/\$19\.00 will be charged on/);
    expect(await subscriptions()).toMatchObject([
      { status: 'active', timeZone: 'Europe/Berlin', packageId: 'e2e-plus' },
    ]);
    await shopper.openStore();
    await stage.visitor.sees('Your plan');
    await stage.visitor.button('Switch to Pro').waitFor();
  });

  it('comes to nothing when the card is declined', async () => {
    await subscribe('Plus', CARDS.decline);
    await shopper.isBackSeeing('The payment failed');
    await stage.visitor.page.getByRole('link', { name: 'See your plan' }).click();
    await stage.visitor.sees('No plan yet');
    await stage.visitor.sees(/Never paid/);
    await shopper.openStore();
    await stage.visitor.button('Subscribe to Plus').waitFor();
  });

  it('is cancelled and resumed, and says until when everything stays', async () => {
    await subscribed();
    await openPlan();
    await stage.visitor.button('Cancel Plus').click();
    await stage.visitor.page.getByRole('dialog').getByText('Until then you can resume it').waitFor();
    expect(await accessibilityFindings(stage.visitor.page)).toEqual([]);
    await inDialog('Cancel Plus').click();
    await stage.visitor.sees(/^\s*Ends /);
    expect(await subscriptions()).toMatchObject([{ status: 'cancelled-at-period-end' }]);
    await stage.visitor.button('Resume Plus').click();
    await stage.visitor.sees('Active');
    expect(await subscriptions()).toMatchObject([{ status: 'active' }]);
  });

  it('gives way to a dearer one at once, for its price less what is unused', async () => {
    await subscribed();
    await shopper.openStore();
    await stage.visitor.button('Switch to Pro').click();
    await stage.visitor.sees('It begins at once, as soon as it is paid');
    await inDialog('See what is to be paid').click();
    await stage.visitor.sees(/less \$1[89]\.\d\d for the unused part of/);
    await inDialog('Continue to payment').click();
    await (await PaymentPage.shownIn(stage.visitor.page)).payWith(CARDS.success);
    await shopper.isBackSeeing('Payment complete');
    await openPlan();
    await stage.visitor.page.getByRole('heading', { name: 'Pro' }).waitFor();
    expect(await subscriptions()).toMatchObject([{ packageId: 'e2e-pro', status: 'active' }]);
  });

  it('gives way to a cheaper one with the next period, unless that is withdrawn', async () => {
    await subscribed();
    await shopper.openStore();
    await stage.visitor.button('Switch to Mini').click();
    await stage.visitor.sees('Nothing is charged before.');
    await stage.visitor.page
      .getByRole('dialog')
      .getByRole('button', { name: /^Switch on/ })
      .click();
    await stage.visitor.page.getByRole('dialog').waitFor({ state: 'detached' });
    await openPlan();
    await stage.visitor.sees(/Mini \(\$9\.00 per month\) takes its place on/);
    await stage.visitor.button('Keep Plus').click();
    await stage.visitor.page.getByText(/takes its place on/).waitFor({ state: 'detached' });
    expect(await subscriptions()).toMatchObject([{ packageId: 'e2e-plus', pendingPlan: null }]);
  });
});

describe('the auto top-up', () => {
  it('is set up with the keyboard alone, says what is wrong, and buys when tokens run low', async () => {
    await arrive();
    const { page } = stage.visitor;
    await shopper.openStore();
    await (await shopper.checkOut('Buy Nano by the thousand')).payWith(CARDS.success);
    await shopper.isBackSeeing('Payment complete');
    await openPlan();
    await stage.visitor.button('Set up auto top-up').focus();
    await page.keyboard.press('Enter');
    await stage.visitor.button('Save and turn on').focus();
    await page.keyboard.press('Enter');
    await stage.visitor.sees('Enter how many tokens');
    expect(await accessibilityFindings(page)).toEqual([]);
    await page.getByLabel('Units').fill('5');
    await stage.visitor.sees('$4.50 each time, for 5,000 tokens');
    await page.getByLabel('When fewer tokens are available than').fill('3,000');
    await page.getByLabel('At most in a month, in US dollars').fill('4');
    await stage.visitor.button('Save and turn on').click();
    await stage.visitor.sees('One top-up costs $4.50: the cap has to be at least that.');
    await page.getByLabel('At most in a month, in US dollars').fill('20');
    await page.getByLabel('At most in a month, in US dollars').press('Enter');
    await stage.visitor.button('Turn off').waitFor();
    // 2,000 are available, so that one begins by itself
    await until('it was bought', async () => {
      const { body } = await stage.api.request<TopUp>('GET', routes.topUp(accountId));
      return body.inFlightPurchaseId === null && body.spentThisMonth.minorUnits === '450';
    });
    await stage.visitor.sees('$4.50 of $20.00');
    await stage.visitor.goTo();
    await until(
      '7,000 are available',
      async () => (await stage.visitor.figure('Available Tokens')) === '7000',
    );
    await openPlan();
    await stage.visitor.button('Turn off').click();
    await stage.visitor.sees('Nothing is bought unless you buy it.');
  });
});

it.each(SCREENS)('fits $width pixels, $theme, and axe finds nothing', async (screen) => {
  mkdirSync(SCREENSHOTS, { recursive: true });
  await arrive(screen);
  await stage.visitor.goTo(pages.subscriptions);
  await stage.visitor.sees('No plan yet');
  expect(await accessibilityFindings(stage.visitor.page)).toEqual([]);
  await subscribed();
  await openPlan();
  await stage.visitor.sees('Active');
  await stage.visitor.button('Set up auto top-up').click();
  await stage.visitor.page.getByLabel('Units').waitFor();
  const { width, theme } = screen;
  expect(await stage.visitor.scrollsSideways()).toBe(false);
  await stage.visitor.page.screenshot({
    path: join(SCREENSHOTS, `plan-${width}-${theme}.png`),
    fullPage: true,
  });
  expect(await accessibilityFindings(stage.visitor.page)).toEqual([]);
});
