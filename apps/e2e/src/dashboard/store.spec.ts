import { pages, routes, type Balance, type Packages, type PurchasePage } from '#libs/contract';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { endowedAccount, until } from '../system/index.js';
import { accessibilityFindings } from './accessibility.js';
import { CARDS, PaymentPage } from './payment-page.js';
import { CHANGING, OFFERS, usd } from './offers.js';
import { Shopper } from './shopper.js';
import { setStage } from './stage.js';
import { DESKTOP, registeredUser, SCREENS, type Screen } from './visitor.js';

const MODEL = 'gpt-5-nano';
const SCREENSHOTS = 'dist/screenshots';
let shopper: Shopper;
let accountId: string;

const stage = setStage(async (api) => {
  const embedding = { name: 'Text Embedding 3 Small', engine: 'openai' };
  await api.command('PUT', routes.model('text-embedding-3-small'), embedding);
  await api.command('PUT', routes.model(MODEL), { name: 'GPT-5 Nano', engine: 'openai' });
  for (const [packageId, definition] of Object.entries(OFFERS))
    await api.command('PUT', routes.package(packageId), definition);
  await until('all is on sale', async () => (await onSale()).length === Object.keys(OFFERS).length);
});

/** Somebody with 1,000 tokens, on the overview. */
async function arrive(screen: Screen = DESKTOP): Promise<void> {
  await stage.arrive(screen);
  shopper = new Shopper(stage.visitor.page);
  accountId = (await endowedAccount(stage.api, '1000')).accountId;
  await stage.visitor.signIn(await registeredUser(stage.api, accountId));
  await availableIs('1000');
}

const onSale = async () => (await stage.api.request<Packages>('GET', routes.packages)).body.items;
const availableIs = (amount: string) =>
  until(`${amount} are available`, async () => (await stage.visitor.figure('Available Tokens')) === amount);

/** Shown in the overview, without the page being loaded again. */
async function purchaseIs(packageName: string, status: string): Promise<void> {
  await shopper.recentPurchase(packageName).getByText(status, { exact: true }).waitFor();
}

const purchases = async () =>
  (await stage.api.request<PurchasePage>('GET', routes.purchases(accountId))).body.items;

describe('buying', () => {
  beforeEach(async () => {
    await arrive();
  });

  it('adds what was paid for: the balance rises without a reload, and the purchase is completed', async () => {
    await shopper.openStore();
    const payment = await shopper.checkOut('Buy Test Bundle');
    await payment.payWith(CARDS.success);
    await shopper.isBackSeeing('Payment complete');
    await stage.visitor.page.getByText('+50,000').waitFor();
    expect(await accessibilityFindings(stage.visitor.page)).toEqual([]);
    const loads: string[] = [];
    stage.visitor.page.on('request', (request) => {
      if (request.isNavigationRequest()) loads.push(request.url());
    });

    await stage.visitor.page.getByRole('link', { name: 'See your new balance' }).click();
    await availableIs('76000');
    await purchaseIs('Test Bundle', 'Completed');
    expect(loads).toEqual([]);
    const balance = await stage.api.request<Balance>('GET', routes.balance(accountId));
    expect(balance.body.available).toBe('76000');
  });

  it('raises the balance of an overview that is open elsewhere', async () => {
    const elsewhere = await stage.visitor.context.newPage();
    await elsewhere.goto(new URL(pages.store, stage.ledger.apiUrl).href);
    const payment = await new Shopper(elsewhere).checkOut('Buy Test Bundle');
    await payment.payWith(CARDS.success);
    await elsewhere.getByRole('heading', { name: 'Payment complete' }).waitFor();
    await stage.visitor.page.bringToFront();
    await availableIs('76000');
    await purchaseIs('Test Bundle', 'Completed');
  });

  it('charges what the quantity costs on the screen, to the cent', async () => {
    await shopper.openStore();
    await stage.visitor.page.getByRole('textbox', { name: /Units of Nano by the thousand/ }).fill('30');
    const price = stage.visitor.page.getByRole('group', { name: 'Price of Nano by the thousand' });
    await price.getByText('$26.40').waitFor(); // 24 x 0.90 + 6 x 0.80
    await price.getByText('Save $0.60, 2%').waitFor();
    const payment = await shopper.checkOut('Buy Nano by the thousand');
    await payment.payWith(CARDS.success);
    await shopper.isBackSeeing('Payment complete');
    expect(await purchases()).toMatchObject([{ units: 30, price: usd('2640'), status: 'completed' }]);
    await stage.visitor.page.getByRole('link', { name: 'See your new balance' }).click();
    await availableIs('31000');
  });

  it('says why a card was declined, adds nothing, and leads back to the store', async () => {
    await shopper.openStore();
    const payment = await shopper.checkOut('Buy Test Bundle');
    await payment.payWith(CARDS.decline);
    await shopper.isBackSeeing('The payment failed');
    await stage.visitor.page.getByText('The card was declined.').waitFor();
    expect(await accessibilityFindings(stage.visitor.page)).toEqual([]);
    await stage.visitor.page.getByRole('link', { name: 'Try again in the store' }).click();
    await stage.visitor.page.getByRole('heading', { name: 'Token Store' }).waitFor();
    await stage.visitor.goTo();
    await purchaseIs('Test Bundle', 'Failed');
    expect(await stage.visitor.figure('Available Tokens')).toBe('1000');
  });

  it('waits for a payment that takes its time, also when the page is loaded again meanwhile', async () => {
    await shopper.openStore();
    const payment = await shopper.checkOut('Buy Test Bundle');
    await payment.payWith(CARDS.delayed);
    await shopper.isBackSeeing('Waiting for the payment');
    await stage.visitor.page.reload();
    await shopper.isBackSeeing('Payment complete');
    await stage.visitor.goTo();
    await availableIs('76000');
  });

  it('goes on from the table when the tab was closed in the middle', async () => {
    await shopper.openStore();
    await shopper.checkOut('Buy Test Bundle');
    const reopened = await stage.visitor.context.newPage();
    await stage.visitor.page.close();
    await reopened.goto(new URL(pages.dashboard, stage.ledger.apiUrl).href);
    const later = new Shopper(reopened);
    await later.recentPurchase('Test Bundle').getByText('Pending', { exact: true }).waitFor();
    await later
      .recentPurchase('Test Bundle')
      .getByRole('link', { name: /Continue payment/ })
      .click();
    await (await PaymentPage.shownIn(reopened)).payWith(CARDS.success);
    await later.isBackSeeing('Payment complete');
    expect((await purchases()).map(({ status }) => status)).toEqual(['completed']);
  });

  it('completes a purchase whose tab was closed before its payment came through', async () => {
    await shopper.openStore();
    const payment = await shopper.checkOut('Buy Test Bundle');
    await payment.payWith(CARDS.delayed);
    await shopper.isBackSeeing('Waiting for the payment');
    const reopened = await stage.visitor.context.newPage();
    await stage.visitor.page.close();
    await until('the purchase is completed', async () => (await purchases())[0]?.status === 'completed');
    await reopened.goto(new URL(pages.dashboard, stage.ledger.apiUrl).href);
    await new Shopper(reopened).recentPurchase('Test Bundle').getByText('Completed').waitFor();
  });

  it('says that the price has changed, and charges nothing before it was seen', async () => {
    await shopper.openStore();
    await stage.visitor.page.getByRole('button', { name: `Buy ${CHANGING.name}` }).click();
    const checkout = stage.visitor.page.getByRole('dialog', { name: 'Checkout' });
    await checkout.getByText('$9.99').waitFor();
    const dearer = { ...CHANGING, offer: { ...CHANGING.offer, price: usd('1099') } };
    await stage.api.command('PUT', routes.package('e2e-changing'), dearer);
    await until('it is sold for more', async () =>
      (await onSale()).some(({ packageId, version }) => packageId === 'e2e-changing' && version > 0),
    );
    await checkout.getByRole('button', { name: 'Continue to payment' }).click();
    await checkout.getByRole('alert').getByText('it cost $9.99').waitFor();
    await checkout.getByText('$10.99').waitFor();
    expect(await purchases()).toEqual([]);
  });

  it('opens a bundle in the table, and its receipt in a new tab', async () => {
    await shopper.openStore();
    await (await shopper.checkOut('Buy Test Bundle')).payWith(CARDS.success);
    await shopper.isBackSeeing('Payment complete');
    await stage.visitor.goTo();
    const row = shopper.recentPurchase('Test Bundle');
    await row.getByRole('button', { name: /Bundle/ }).click();
    await stage.visitor.page
      .getByRole('listitem')
      .filter({ hasText: 'GPT-5 Nano' })
      .getByText('50,000')
      .waitFor();
    const [receipt] = await Promise.all([
      stage.visitor.context.waitForEvent('page'),
      row.getByRole('link', { name: /Receipt/ }).click(),
    ]);
    await receipt.getByRole('heading', { name: 'Receipt' }).waitFor();
    expect(await receipt.innerText('body')).toContain('9.99');
  });

  it('can be bought with the keyboard alone', async () => {
    const { keyboard } = stage.visitor.page;
    await shopper.openStore();
    await stage.visitor.page.getByRole('textbox', { name: /Units of Nano by the thousand/ }).focus();
    await keyboard.press('ArrowUp');
    await stage.visitor.page
      .getByRole('group', { name: 'Price of Nano by the thousand' })
      .getByText('$1.80')
      .waitFor();
    await stage.visitor.page.getByRole('button', { name: 'Buy Nano by the thousand' }).focus();
    await keyboard.press('Enter');
    await stage.visitor.page.getByRole('dialog', { name: 'Checkout' }).waitFor();
    await stage.visitor.page.getByRole('button', { name: 'Continue to payment' }).focus();
    await keyboard.press('Enter');
    await PaymentPage.shownIn(stage.visitor.page);
  });
});

describe('the ways to the store', () => {
  it('leads there from the overview, and back by the places', async () => {
    await arrive();
    const { page } = stage.visitor;
    await page.getByText('Nothing bought yet').waitFor();
    for (const name of ['View Packages', /Purchase More Tokens/, 'Go to the store']) {
      await page.getByRole('link', { name }).click();
      await page.getByRole('heading', { name: 'Token Store' }).waitFor();
      await page.getByRole('navigation', { name: 'Places' }).getByRole('link', { name: 'Overview' }).click();
      await page.getByRole('heading', { name: 'Token management' }).waitFor();
    }
    await page.getByRole('link', { name: 'Buy tokens' }).click();
    await page.getByRole('navigation', { name: 'Places' }).getByRole('link', { name: 'Usage' }).click();
    await page.getByRole('heading', { name: 'Usage', exact: true }).waitFor();
  });
});

it.each(SCREENS)('fits $width pixels, $theme, and axe finds nothing', async (screen) => {
  mkdirSync(SCREENSHOTS, { recursive: true });
  await arrive(screen);
  await shopper.openStore();
  await stage.visitor.page.getByRole('button', { name: 'Buy Test Bundle' }).waitFor();
  const { width, theme } = screen;
  expect(await stage.visitor.scrollsSideways()).toBe(false);
  await stage.visitor.page.screenshot({
    path: join(SCREENSHOTS, `store-${width}-${theme}.png`),
    fullPage: true,
  });
  expect(await accessibilityFindings(stage.visitor.page)).toEqual([]);

  await stage.visitor.page.getByRole('button', { name: 'Buy Test Bundle' }).click();
  await stage.visitor.page.getByRole('dialog', { name: 'Checkout' }).waitFor();
  expect(await accessibilityFindings(stage.visitor.page)).toEqual([]);
});
