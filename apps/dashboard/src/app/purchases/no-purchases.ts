import { ChangeDetectionStrategy, Component } from '@angular/core';
import { RouterLink } from '@angular/router';
import { pages } from '#libs/contract/routes';
import { LucideReceiptText } from '@lucide/angular';

@Component({
  selector: 'tl-no-purchases',
  imports: [LucideReceiptText, RouterLink],
  template: `
    <svg lucideReceiptText [size]="22" class="faint"></svg>
    <p i18n class="what">Nothing bought yet</p>
    <p i18n class="soft">What you buy is listed here, with what was in it, its price and its receipt.</p>
    <a i18n class="button" [routerLink]="store">Go to the store</a>
  `,
  styleUrl: '../ui/empty-state.css',
  styles: `
    :host {
      padding-block: var(--space-6);
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class NoPurchases {
  protected readonly store = pages.store;
}
