import { join } from 'node:path';
import { chromium } from 'playwright-core';

/** Of each in a browser of its own, so that none depends on the one before. */
export async function takePictures(executablePath, url, folder, pictures) {
  const isRoot = process.getuid?.() === 0;
  const args = [...(isRoot ? ['--no-sandbox'] : []), '--disable-dev-shm-usage'];
  const browser = await chromium.launch({ executablePath, args });
  try {
    for (const picture of pictures) await take(browser, url, folder, picture);
  } finally {
    await browser.close();
  }
}

async function take(browser, url, folder, { name, path, login, screen, theme, shows, from }) {
  const context = await browser.newContext({
    viewport: screen,
    colorScheme: theme,
    locale: 'en-US',
    timezoneId: 'Europe/Berlin',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  if (login !== null) await signIn(page, url, login);
  await page.goto(new URL(path, url).href);
  await page.locator(shows).first().waitFor();
  // Those that only one page has, for show, stay.
  if (name !== 'design') await page.locator('main tl-skeleton').first().waitFor({ state: 'detached' });
  await page.evaluate('document.fonts.ready');
  if (from) await page.getByRole('heading', { name: from }).evaluate(scrollToTop);
  await page.screenshot({ path: join(folder, `${name}.png`) });
  await context.close();
}

/** As far as a heading goes without hiding under the header of the page. */
function scrollToTop(heading) {
  heading.style.scrollMarginTop = '84px';
  heading.scrollIntoView();
}

/** As `ledger seed` prints it. */
async function signIn(page, url, login) {
  await page.goto(new URL('/sign-in', url).href);
  await page.getByLabel('E-mail').fill(`${login}@example.com`);
  await page.getByLabel('Password', { exact: true }).fill(`${login}-password`);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL(/dashboard/);
}
