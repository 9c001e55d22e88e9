import type { Page, Route } from 'playwright-core';
import { until } from '../system/index.js';

/** Answers of the API that come when the test says so: the slow network, without a clock. */
export class HeldAnswers {
  private readonly held: Route[] = [];
  private isHolding = true;

  static async of(page: Page, path: RegExp): Promise<HeldAnswers> {
    const answers = new HeldAnswers();
    await page.route(path, async (route) => {
      if (answers.isHolding) answers.held.push(route);
      else await route.continue();
    });
    return answers;
  }

  /** Until what the page begins with was asked for. */
  async areAsked(count: number): Promise<void> {
    await until(`${count} answers are waited for`, () => Promise.resolve(this.held.length >= count));
  }

  /** One after the other, the page drawn anew after each. */
  async releaseEach(page: Page, order: 'first asked first' | 'last asked first'): Promise<void> {
    this.isHolding = false;
    const routes = order === 'first asked first' ? this.held : [...this.held].reverse();
    for (const route of routes) {
      const answered = page.waitForResponse((response) => response.url() === route.request().url());
      await route.continue();
      await answered;
      await page.evaluate(
        'new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(() => drawn())))',
      );
    }
  }
}
