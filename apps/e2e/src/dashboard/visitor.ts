import { pages, routes, type Role } from '#libs/contract';
import { randomUUID } from 'node:crypto';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import type { ApiClient, TokenLedger } from '../system/index.js';

export interface Screen {
  readonly width: number;
  readonly height: number;
  readonly theme: 'light' | 'dark';
}

export interface Credentials {
  readonly email: string;
  readonly password: string;
}

export const DESKTOP: Screen = { width: 1440, height: 900, theme: 'light' };
export const PHONE: Screen = { width: 390, height: 844, theme: 'light' };
/** What every page is looked at on. */
export const SCREENS: readonly Screen[] = [
  DESKTOP,
  { ...DESKTOP, theme: 'dark' },
  { ...PHONE, width: 768, height: 1024 },
  PHONE,
  { ...PHONE, theme: 'dark' },
];
export const ZONE = 'Europe/Berlin';

/** Chromium's words for any answer above 400; whether those are right is what the tests ask. */
const ANSWER_LOGGED_BY_BROWSER = /Failed to load resource/;

/** A person with a browser in front of the real system. */
export class Visitor {
  /** What the browser's console complained about. */
  readonly complaints: string[] = [];

  private constructor(
    readonly context: BrowserContext,
    readonly page: Page,
    private readonly url: string,
  ) {
    page.on('pageerror', (error) => this.complaints.push(error.message));
    page.on('console', (message) => {
      const isComplaint = message.type() === 'error' && !ANSWER_LOGGED_BY_BROWSER.test(message.text());
      if (isComplaint) this.complaints.push(message.text());
    });
  }

  static async arrive(browser: Browser, ledger: TokenLedger, screen: Screen = DESKTOP): Promise<Visitor> {
    const { width, height, theme } = screen;
    const context = await browser.newContext({
      viewport: { width, height },
      colorScheme: theme,
      timezoneId: ZONE,
      locale: 'en-US',
    });
    return new Visitor(context, await context.newPage(), ledger.apiUrl);
  }

  async goTo(path: string = pages.dashboard): Promise<void> {
    await this.page.goto(new URL(path, this.url).href);
  }

  async fillIn({ email, password }: Credentials): Promise<void> {
    await this.page.getByLabel('E-mail').fill(email);
    await this.page.getByLabel('Password', { exact: true }).fill(password);
    await this.page.getByRole('button', { name: 'Sign in' }).click();
  }

  async signIn(credentials: Credentials): Promise<void> {
    await this.signInSeeing(credentials, 'Active Allocations');
    await this.page.locator('tl-summary-cards .figure').first().waitFor();
  }

  /** For pages that show something else than figures. */
  async signInSeeing(credentials: Credentials, text: string): Promise<void> {
    await this.goTo();
    await this.fillIn(credentials);
    await this.sees(text);
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }

  /** Once the page says so. */
  async sees(text: string | RegExp): Promise<void> {
    await this.page.getByText(text).first().waitFor();
  }

  /** The figure of a card, as the API would write it. */
  async figure(label: string): Promise<string> {
    const card = this.page.locator('tl-summary-cards button', { hasText: label });
    return (await card.locator('.figure:not(.leaving)').innerText()).replaceAll(',', '');
  }

  /** How fresh the page says that it is: live, polling, stale or loading. */
  async freshness(): Promise<string> {
    const chip = this.page.locator('tl-as-of-chip button');
    return ((await chip.getAttribute('class')) ?? '').replace(/\b(chip|figures)\b/g, '').trim();
  }

  async scrollsSideways(): Promise<boolean> {
    return await this.page.evaluate<boolean>('document.documentElement.scrollWidth > innerWidth');
  }

  async leave(): Promise<void> {
    await this.context.close();
  }
}

/** Somebody who may sign in, with an account of their own. */
export async function registeredUser(api: ApiClient, accountId: string): Promise<Credentials> {
  return await registered(api, { name: 'Grace Hopper', role: 'user', accountId });
}

interface Registration {
  readonly name: string;
  readonly role: Role;
  /** Null: none of their own. */
  readonly accountId: string | null;
}

/** Somebody who may sign in. */
export async function registered(api: ApiClient, who: Registration): Promise<Credentials> {
  const credentials = { email: `${randomUUID()}@example.com`, password: randomUUID() };
  await api.command('POST', routes.users, { ...credentials, ...who });
  return credentials;
}
