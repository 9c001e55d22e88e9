import { pages, routes, type Features, type Models, type Packages } from '#libs/contract';
import type { Page, Response } from 'playwright-core';
import type { ApiClient } from '../system/index.js';
import { accessibilityFindings } from './accessibility.js';
import { setStage } from './stage.js';
import { DESKTOP, SCREENS, ZONE, type Credentials, type Screen } from './visitor.js';

/** What `ledger seed` prints. */
const DEMO = { email: 'demo@example.com', password: 'demo-password' };
const ADMINISTRATOR = { email: 'admin@example.com', password: 'admin-password' };
const PAGES = [
  pages.dashboard,
  pages.allocations,
  pages.allocation('gpt-5-nano'),
  pages.usage,
  pages.rates,
  pages.store,
  pages.subscriptions,
  pages.purchases,
  pages.notifications,
];
const ARABIC = /\p{Script=Arabic}/u;
/** Ids and what is stored, as they are in every language, and the names of languages. */
const UNTRANSLATED = 'code, pre, script, style, noscript, [lang]:not(html)';
/** The name of the product, file formats, time zones, how ids begin, and the person who is signed in. */
const NAMES = ['Token Ledger', 'CSV', 'JSON', 'UTC', ZONE, 'acc-', 'Dana Demo', 'demo'];

/** What administrators have named, longest first. */
let names: readonly string[];

const stage = setStage(
  async (api) => {
    names = [...NAMES, ...(await namesOf(api))].sort((a, b) => b.length - a.length);
  },
  { seed: true },
);

/** Signed in, with everything in Arabic. */
async function arriveInArabic(screen: Screen = DESKTOP, credentials: Credentials = DEMO): Promise<Page> {
  await stage.arrive(screen);
  await signInInArabic(credentials);
  return stage.visitor.page;
}

async function signInInArabic({ email, password }: Credentials): Promise<void> {
  const { page } = stage.visitor;
  await page.addInitScript(
    "if (localStorage.getItem('language') === null) localStorage.setItem('language', 'ar')",
  );
  await stage.visitor.goTo();
  await page.getByLabel('البريد الإلكتروني').fill(email);
  await page.getByLabel('كلمة المرور', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'تسجيل الدخول' }).click();
  await page.locator('tl-account-menu').waitFor();
}

async function show(page: Page, path: string): Promise<void> {
  await stage.visitor.goTo(path);
  await page.locator('main h1').first().waitFor();
  await page.waitForLoadState('networkidle');
}

const languageOf = async (page: Page) =>
  await page.evaluate<string>('document.documentElement.lang + " " + document.documentElement.dir');

/** Of models, features and packages: what the data says, not the dashboard. */
async function namesOf(api: ApiClient): Promise<readonly string[]> {
  const read = async <Body>(path: string) => (await api.request<Body>('GET', path)).body;
  const { items: models } = await read<Models>(routes.models);
  const { items: features } = await read<Features>(routes.features);
  const { items: packages } = await read<Packages>(routes.packages);
  return [
    ...models.flatMap(({ model, name, engine }) => [model, name, engine]),
    ...features.flatMap(({ feature, name }) => [feature, name]),
    ...packages.flatMap(({ packageId, name, description }) => [packageId, name, description]),
  ].filter((name) => name !== null && name !== '');
}

/** What is seen or read out, is no data, and has Latin letters only. */
async function englishOn(page: Page): Promise<readonly string[]> {
  const texts = await page.evaluate<string[]>(`(() => {
    const isRead = (element) => element.checkVisibility() && !element.closest(${JSON.stringify(UNTRANSLATED)});
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const texts = [];
    while (walker.nextNode())
      if (isRead(walker.currentNode.parentElement)) texts.push(walker.currentNode.textContent);
    for (const name of ['aria-label', 'title', 'placeholder'])
      for (const element of document.querySelectorAll('[' + name + ']'))
        if (isRead(element)) texts.push(element.getAttribute(name));
    return texts;
  })()`);
  const withoutNames = texts.map((text) => names.reduce((rest, name) => rest.replaceAll(name, ''), text));
  return withoutNames.filter((text) => /[a-z]{3,}/i.test(text) && !ARABIC.test(text));
}

/** A typeface, or words, which the build escapes as all that is not ASCII. */
async function isArabic(response: Response): Promise<boolean> {
  const url = response.url();
  if (url.endsWith('.woff2')) return url.includes('arabic');
  if (!/chunk-.*\.js$/.test(url)) return false;
  return ((await response.text()).match(/\\u06[0-9a-f]{2}/gi) ?? []).length > 1_000;
}

describe('the language', () => {
  it('is chosen by keyboard, remembered, and left again', async () => {
    await stage.arrive();
    const { page } = stage.visitor;
    await stage.visitor.signIn(DEMO);
    expect(await languageOf(page)).toBe('en ltr');
    await stage.visitor.goTo(`${pages.rates}?from=mail`);

    await choose(page, /account of/, 'العربية');
    await page.getByRole('heading', { level: 1, name: 'التعرفات' }).waitFor();
    expect(await languageOf(page)).toBe('ar rtl');
    expect(page.url()).toBe(`${stage.ledger.apiUrl}${pages.rates}?from=mail`);
    expect(await page.title()).toBe('التعرفات · Token Ledger');

    await page.reload();
    await page.getByRole('heading', { level: 1, name: 'التعرفات' }).waitFor();

    await choose(page, /حساب/, 'English');
    await page.getByRole('heading', { level: 1, name: 'Rates' }).waitFor();
    expect(await languageOf(page)).toBe('en ltr');
  });

  it('is that of the browser until somebody chooses', async () => {
    await stage.arrive();
    await stage.visitor.page.addInitScript(
      "Object.defineProperty(navigator, 'languages', { value: ['ar-EG', 'en'] })",
    );
    await stage.visitor.goTo(pages.signIn);
    await stage.visitor.page.getByRole('heading', { name: 'تسجيل الدخول' }).waitFor();
    await stage.visitor.page.getByRole('button', { name: 'اللغة' }).press('Enter');
    await stage.visitor.page.getByRole('menuitemradio', { name: 'English' }).press('Enter');
    await stage.visitor.page.getByRole('heading', { name: 'Sign in' }).waitFor();
  });

  it('writes numbers, dates and shares its own way', async () => {
    const page = await arriveInArabic();
    await page.locator('tl-summary-cards .figure').first().waitFor();
    const date = await page.locator('tl-usage-history time').first().innerText();
    expect(date).toMatch(/^\d{1,2} \p{Script=Arabic}+ \d{4} \d{2}:\d{2}$/u);
    const total = await page.locator('tl-summary-cards .figure:not(.leaving)').first().innerText();
    expect(total).toMatch(/^\d{1,3}(,\d{3})*(\.\d+)?$/);
  });

  it('fetches the words and letters of Arabic for those who read it, and for nobody else', async () => {
    const fetchedBy = async (arrive: () => Promise<void>) => {
      const responses: Response[] = [];
      await stage.arrive();
      stage.visitor.page.on('response', (response) => responses.push(response));
      await arrive();
      await stage.visitor.page.waitForLoadState('networkidle');
      const arabic = await Promise.all([...responses].map(isArabic));
      return arabic.filter((each) => each).length;
    };
    expect(await fetchedBy(() => stage.visitor.signIn(DEMO))).toBe(0);
    await stage.visitor.leave();
    expect(await fetchedBy(() => signInInArabic(DEMO))).toBe(2);
  });
});

async function choose(page: Page, menu: RegExp, language: string): Promise<void> {
  await page.getByRole('button', { name: menu }).press('Enter');
  await page.getByRole('menuitemradio', { name: language }).press('Enter');
}

describe('every page in Arabic', () => {
  it('has no English left', async () => {
    const page = await arriveInArabic();
    for (const path of PAGES) {
      await show(page, path);
      expect({ path, words: await englishOn(page) }).toEqual({ path, words: [] });
    }
  }, 120_000);

  it('has none in what opens either', async () => {
    const page = await arriveInArabic();
    for (const opening of ['tl-summary-cards button', 'tl-usage-history tbody button']) {
      await page.locator(opening).first().click();
      await page.locator('tl-sheet-frame').waitFor();
      expect({ opening, words: await englishOn(page) }).toEqual({ opening, words: [] });
      expect(await accessibilityFindings(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await page.locator('tl-sheet-frame').waitFor({ state: 'detached' });
    }
  }, 60_000);

  it('has none for those who look after accounts', async () => {
    const page = await arriveInArabic(DESKTOP, ADMINISTRATOR);
    for (const path of [pages.accounts, pages.account('demo')]) {
      await show(page, path);
      expect({ path, words: await englishOn(page) }).toEqual({ path, words: [] });
      expect(await accessibilityFindings(page)).toEqual([]);
    }
  }, 60_000);

  it.each(SCREENS)(
    'fits, and is accessible, on %j',
    async (screen) => {
      const page = await arriveInArabic(screen);
      for (const path of PAGES) {
        await show(page, path);
        const findings = await accessibilityFindings(page);
        expect({ path, findings, sideways: await stage.visitor.scrollsSideways() }).toEqual({
          path,
          findings: [],
          sideways: false,
        });
      }
    },
    180_000,
  );
});
