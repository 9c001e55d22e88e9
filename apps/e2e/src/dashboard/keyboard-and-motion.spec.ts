import { randomUUID } from 'node:crypto';
import { endowedAccount, until } from '../system/index.js';
import { HeldAnswers } from './held-answers.js';
import { setStage } from './stage.js';
import { DESKTOP, PHONE, registeredUser, type Credentials } from './visitor.js';

const FIGURES = /\/api\/v1\/accounts\/[^/]+\/(balance|usage|purchases)/;
const TAB_STOPS_MAX = 40;

let user: Credentials;

const stage = setStage(async (api) => {
  const consumption = await endowedAccount(api, '1000');
  await api.consume(consumption, randomUUID());
  user = await registeredUser(api, consumption.accountId);
});

async function arrive(screen = DESKTOP): Promise<void> {
  await stage.arrive(screen);
  await stage.visitor.signIn(user);
  await stage.visitor.page.reload(); // the focus begins anew
  await stage.visitor.page.locator('tl-usage-history tbody tr').first().waitFor();
}

const focused = async () => (await stage.visitor.page.locator(':focus').innerText()).trim();
const press = async (key: string) => await stage.visitor.page.keyboard.press(key);

it('is gone through with Tab alone, and every stop can be seen', async () => {
  await arrive();
  const { page } = stage.visitor;
  const stops: string[] = [];
  const unseen: string[] = [];
  for (let stop = 0; stop < TAB_STOPS_MAX; stop += 1) {
    await press('Tab');
    if ((await page.locator(':focus').count()) === 0) break; // at the end the browser itself has it
    const text = (await page.locator(':focus').innerText()).split('\n')[0] ?? '';
    stops.push(text);
    const isSeen = await page.evaluate<boolean>(`(() => {
      const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement);
      return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2;
    })()`);
    if (!isSeen) unseen.push(text);
  }
  expect(unseen).toEqual([]);
  expect(stops.slice(0, 3)).toEqual(['Skip to content', 'Overview', 'Usage']);
  expect(stops).toEqual(expect.arrayContaining(['Buy tokens', 'Total Tokens', 'View Usage History']));
});

it('goes from place to place, and says which one is shown', async () => {
  await arrive();
  const { page } = stage.visitor;
  await page.getByRole('link', { name: 'Usage', exact: true }).focus();
  await press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Usage' }).waitFor();
  const current = page.getByRole('navigation', { name: 'Places' }).locator('[aria-current="page"]');
  expect(await current.allInnerTexts()).toEqual(['Usage']);
});

it('opens what is behind More with the keys of a menu, and gives the focus back', async () => {
  await arrive(PHONE);
  const { page } = stage.visitor;
  const more = page.getByRole('button', { name: 'More', exact: true });
  await more.focus();
  await press('Enter');
  await page.getByRole('menu', { name: 'More places' }).waitFor();
  const first = await focused();
  await press('ArrowUp');
  await press('ArrowDown');
  expect(await focused()).toBe(first);
  await press('Escape');
  await until('More has the focus again', async () => (await focused()) === 'More');
  await press('Enter');
  await page.getByRole('menuitem', { name: 'Purchases' }).press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Purchases' }).waitFor();
  expect(await more.getAttribute('aria-current')).toBe('true');
});

it('on a phone, a tap opens a card, and a table is swiped while its first column stays', async () => {
  await arrive(PHONE);
  const { page } = stage.visitor;
  await page.locator('tl-summary-cards button', { hasText: 'Available Tokens' }).click();
  await page.getByRole('dialog', { name: 'Available Tokens' }).waitFor();
  await press('Escape');
  const left = async () => (await page.locator('tl-usage-history tbody .sticky').first().boundingBox())?.x;
  const before = await left();
  const scrolled = await page.evaluate<number>(`(() => {
    const scroller = document.querySelector('tl-usage-history .scroller');
    scroller.scrollLeft = 60;
    return scroller.scrollLeft;
  })()`);
  expect(scrolled).toBeGreaterThan(0);
  expect(await left()).toBe(before);
});

it('moves nothing for whoever wants less motion, also while it waits', async () => {
  await arrive();
  const { page } = stage.visitor;
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const answers = await HeldAnswers.of(page, FIGURES);
  await stage.visitor.goTo();
  await page.locator('tl-overview-skeleton').waitFor();
  const endless = 'document.getAnimations().filter((each) => each.effect.getTiming().iterations > 1).length';
  expect(await page.evaluate(endless)).toBe(0);
  await answers.releaseEach(page, 'first asked first');
  await page.locator('tl-usage-history tbody tr').first().waitFor();
  expect(await page.evaluate(endless)).toBe(0);
});
