import { pages } from '#libs/contract';
import type { Locator, Page } from 'playwright-core';
import { PaymentPage } from './payment-page.js';

/** What a visitor does to buy, and where the purchase is seen afterwards. */
export class Shopper {
  constructor(private readonly page: Page) {}

  async openStore(): Promise<void> {
    await this.page.getByRole('link', { name: 'Buy tokens' }).click();
    await this.page.getByRole('heading', { name: 'Token Store' }).waitFor();
  }

  /** From the button in the store to the page where it is paid for. */
  async checkOut(button: string): Promise<PaymentPage> {
    await this.page.getByRole('button', { name: button, exact: true }).click();
    const checkout = this.page.getByRole('dialog', { name: 'Checkout' });
    await checkout.getByText('Purchases are non-refundable').waitFor();
    await checkout.getByRole('button', { name: 'Continue to payment' }).click();
    return await PaymentPage.shownIn(this.page);
  }

  async isBackSeeing(heading: string): Promise<void> {
    await this.page.waitForURL(new RegExp(`${pages.purchase('')}.+`));
    await this.page.getByRole('heading', { name: heading }).waitFor();
  }

  /** On the overview; the row that names the package. */
  recentPurchase(packageName: string): Locator {
    const table = this.page.getByRole('table', { name: /Recent purchases/ });
    return table.getByRole('row').filter({ has: this.page.getByRole('rowheader', { name: packageName }) });
  }
}
