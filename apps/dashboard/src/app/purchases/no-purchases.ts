import { ChangeDetectionStrategy, Component } from '@angular/core';
import { RouterLink } from '@angular/router';
import { pages } from '#libs/contract/routes';
import { LucideReceiptText } from '@lucide/angular';

@Component({
  selector: 'tl-no-purchases',
  imports: [LucideReceiptText, RouterLink],
  template: `
    <svg lucideReceiptText [size]="22" class="faint"></svg>
    <p class="what">Nothing bought yet</p>
    <p class="soft">What you buy is listed here, with what was in it, its price and its receipt.</p>
    <a class="button" [routerLink]="store">Go to the store</a>
  `,
  styles: `
    :host {
      display: grid;
      justify-items: center;
      gap: var(--space-2);
      max-width: 400px;
      margin: 0 auto;
      padding: var(--space-6) var(--space-4);
      text-align: center;
      text-wrap: balance;
    }
    .what {
      font-weight: 600;
    }
    .button {
      margin-top: var(--space-2);
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class NoPurchases {
  protected readonly store = pages.store;
}
