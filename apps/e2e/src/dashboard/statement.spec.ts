import { pages, routes, type Balance, type UsageByPeriod, type UsagePage } from '#libs/contract';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { until } from '../system/index.js';
import { accessibilityFindings } from './accessibility.js';
import { setStage } from './stage.js';
import { DESKTOP, SCREENS, ZONE } from './visitor.js';

/** What `ledger seed` prints. */
const DEMO = { email: 'demo@example.com', password: 'demo-password' };
const ACCOUNT = 'demo';
const SCREENSHOTS = 'dist/screenshots';

const stage = setStage(undefined, { seed: true });

const answerOf = async <Body>(path: string) => (await stage.api.request<Body>('GET', path)).body;

describe('signing in', () => {
  beforeEach(async () => {
    await stage.arrive();
  });

  it('leads to sign-in, and from there to the page that was asked for', async () => {
    await stage.visitor.goTo(`${pages.dashboard}?from=mail`);
    await stage.visitor.page.waitForURL(/sign-in/);
    await stage.visitor.fillIn(DEMO);
    await stage.visitor.page.getByRole('heading', { name: 'Token management' }).waitFor();
    expect(stage.visitor.page.url()).toBe(`${stage.ledger.apiUrl}${pages.dashboard}?from=mail`);
  });

  it('says that a password is wrong, and keeps what was typed', async () => {
    await stage.visitor.goTo(pages.signIn);
    await stage.visitor.fillIn({ ...DEMO, password: 'guess' });
    await stage.visitor.page.getByRole('alert').getByText('E-mail or password is wrong.').waitFor();
    expect(await stage.visitor.page.getByLabel('E-mail').inputValue()).toBe(DEMO.email);
    expect(await accessibilityFindings(stage.visitor.page)).toEqual([]);
  });

  it('signs out for good', async () => {
    await stage.visitor.signIn(DEMO);
    await stage.visitor.page.getByRole('button', { name: /account of/ }).click();
    await stage.visitor.page.getByRole('menuitem', { name: 'Sign out' }).click();
    await stage.visitor.page.waitForURL(/sign-in/);
    await stage.visitor.goTo();
    await stage.visitor.page.waitForURL(/sign-in/);
  });
});

describe('the statement', () => {
  beforeEach(async () => {
    await stage.arrive();
    await stage.visitor.signIn(DEMO);
    await stage.visitor.page.locator('tl-usage-history tbody tr').first().waitFor();
  });

  it('shows the figures of the API', async () => {
    const balance = await answerOf<Balance>(`${routes.balance(ACCOUNT)}?zone=${ZONE}`);
    expect(await stage.visitor.figure('Total Tokens')).toBe(balance.total);
    expect(await stage.visitor.figure('Available Tokens')).toBe(balance.available);
    expect(await stage.visitor.figure('Used This Month')).toBe(balance.usedThisMonth);
    expect(await stage.visitor.figure('Active Allocations')).toBe(`${balance.activeAllocations}`);
    const rows = await stage.visitor.page.locator('tl-allocation-row .title').allInnerTexts();
    expect(rows).toEqual(balance.allocations.map(({ name }) => name));
  });

  it('lists the last 50 uses, newest first, in the zone of the viewer', async () => {
    const { items } = await answerOf<UsagePage>(`${routes.usage(ACCOUNT)}?limit=50`);
    const tokens = await stage.visitor.page.locator('tl-usage-history td.used').allInnerTexts();
    expect(tokens.map((text) => text.replaceAll(',', ''))).toEqual(items.map((item) => item.tokens));
    const dates = await stage.visitor.page.locator('tl-usage-history time').allInnerTexts();
    expect(dates).toEqual(items.map(({ consumedAt }) => briefDate(consumedAt)));
  });

  it('opens every figure at the top, and its parts add up to it', async () => {
    for (const label of ['Total Tokens', 'Available Tokens', 'Used This Month']) {
      const figure = await stage.visitor.figure(label);
      await stage.visitor.page.locator('tl-summary-cards button', { hasText: label }).click();
      const sheet = stage.visitor.page.getByRole('dialog', { name: label });
      expect((await sheet.locator('tfoot td').last().innerText()).replaceAll(',', '')).toBe(figure);
      await sheet.getByText('Adds up to the figure on the page').waitFor();
      await stage.visitor.page.keyboard.press('Escape');
      await sheet.waitFor({ state: 'detached' });
    }
  });

  it('counts the month of the cards and of the days alike', async () => {
    const today = new Intl.DateTimeFormat('en-CA', { timeZone: ZONE }).format(new Date());
    const query = `zone=${ZONE}&from=${today.slice(0, 8)}01&to=${today}`;
    const { periods } = await answerOf<UsageByPeriod>(`${routes.usageByDay(ACCOUNT)}?${query}`);
    await stage.visitor.page.locator('tl-summary-cards button', { hasText: 'Used This Month' }).click();
    const days = stage.visitor.page.locator('tl-breakdown-by-day td:last-child');
    await days.first().waitFor();
    const shown = (await days.allInnerTexts()).map((text) => text.replaceAll(',', ''));
    expect(shown).toEqual(periods.map(({ tokens }) => tokens).reverse());
  });

  it('opens a use as a receipt that adds up', async () => {
    const { items } = await answerOf<UsagePage>(`${routes.usage(ACCOUNT)}?limit=50`);
    await stage.visitor.page.locator('tl-usage-history tbody tr').first().click();
    const receipt = stage.visitor.page.getByRole('dialog', { name: 'Receipt' });
    await receipt.getByText('Added up again in your browser').waitFor();
    expect(await receipt.innerText()).toContain(items[0]?.operationId);
  });

  it('can be used with the keyboard alone', async () => {
    const { keyboard } = stage.visitor.page;
    const focused = stage.visitor.page.locator(':focus');
    await stage.visitor.page.reload();
    await stage.visitor.page.locator('tl-usage-history tbody tr').first().waitFor();
    await keyboard.press('Tab');
    expect(await focused.innerText()).toBe('Skip to content');
    await keyboard.press('Enter');
    await keyboard.press('Tab');
    expect(await focused.innerText()).toContain('Total Tokens');
    await keyboard.press('Enter');
    await stage.visitor.page.getByRole('dialog').waitFor();
    await keyboard.press('Escape');
    await stage.visitor.page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await focused.innerText()).toContain('Total Tokens');
    await stage.visitor.page.locator('tl-allocation-row button').first().focus();
    await keyboard.press('Space');
    await stage.visitor.page.getByText('Adds up', { exact: true }).waitFor();
  });

  it('goes to the history without animation where less motion is wanted', async () => {
    await stage.visitor.page.emulateMedia({ reducedMotion: 'reduce' });
    await stage.visitor.page.getByRole('button', { name: /View Usage History/ }).click();
    expect(await stage.visitor.page.locator(':focus').getAttribute('id')).toBe('usage-history');
    const top = await stage.visitor.page.evaluate<number>(
      "document.getElementById('usage-history').getBoundingClientRect().top",
    );
    expect(top).toBeLessThan(DESKTOP.height / 2);
  });

  it('remembers the theme, and does not flash the other one', async () => {
    await stage.visitor.page.getByRole('button', { name: 'Theme' }).click();
    await stage.visitor.page.getByRole('menuitemradio', { name: 'Dark' }).click();
    await stage.visitor.page.reload({ waitUntil: 'commit' });
    await stage.visitor.page.locator('tl-root').waitFor({ state: 'attached' });
    expect(await stage.visitor.page.evaluate('getComputedStyle(document.documentElement).colorScheme')).toBe(
      'dark',
    );
  });
});

it.each(SCREENS)('fits $width pixels, $theme, and axe finds nothing', async (screen) => {
  mkdirSync(SCREENSHOTS, { recursive: true });
  await stage.arrive(screen);
  await stage.visitor.signIn(DEMO);
  await stage.visitor.page.locator('tl-usage-history tbody tr').first().waitFor();
  await until('the page is live', async () => (await stage.visitor.freshness()) === 'live');
  expect(await stage.visitor.scrollsSideways()).toBe(false);
  const { width, theme } = screen;
  await stage.visitor.page.screenshot({ path: join(SCREENSHOTS, `dashboard-${width}-${theme}.png`) });
  await stage.visitor.page.locator('tl-allocation-row button').first().click();
  expect(await stage.visitor.scrollsSideways()).toBe(false);
  expect(await accessibilityFindings(stage.visitor.page)).toEqual([]);

  await stage.visitor.page.locator('tl-usage-history tbody tr').first().click();
  await stage.visitor.page.getByRole('dialog', { name: 'Receipt' }).waitFor();
  expect(await accessibilityFindings(stage.visitor.page)).toEqual([]);
});

/** `Jan 3, 2026 07:58` */
function briefDate(instant: string): string {
  const part = new Map(
    new Intl.DateTimeFormat('en-US', {
      timeZone: ZONE,
      year: 'numeric',
      month: 'short',
      day: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    })
      .formatToParts(new Date(instant))
      .map(({ type, value }) => [type, value]),
  );
  return `${part.get('month')} ${part.get('day')}, ${part.get('year')} ${part.get('hour')}:${part.get('minute')}`;
}
