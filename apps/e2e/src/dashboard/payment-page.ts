import type { Page } from 'playwright-core';

/** Cards of the sandbox. */
export const CARDS = {
  success: '4242 4242 4242 4242',
  decline: '4000 0000 0000 0002',
  delayed: '4000 0000 0000 0077',
} as const;

/** The page of the sandbox provider, where the browser is sent to pay. */
export class PaymentPage {
  private constructor(private readonly page: Page) {}

  static async shownIn(page: Page): Promise<PaymentPage> {
    await page.waitForURL(/\/sandbox-payments\/checkout\//);
    return new PaymentPage(page);
  }

  async payWith(card: string): Promise<void> {
    await this.page.locator('[name=card_number]').fill(card);
    await this.page.locator('[name=expiry]').fill('12/34');
    await this.page.locator('[name=cvc]').fill('123');
    await this.page.getByRole('button', { name: /^Pay/ }).click();
  }
}
