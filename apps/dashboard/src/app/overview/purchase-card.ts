import { ChangeDetectionStrategy, Component } from '@angular/core';
import { RouterLink } from '@angular/router';
import { pages } from '#libs/contract/routes';

@Component({
  selector: 'tl-purchase-card',
  imports: [RouterLink],
  template: `
    <h3 i18n>Purchase Tokens</h3>
    <p i18n class="small soft">
      For single models, in bundles, or by the month. In your account as soon as they are paid.
    </p>
    <a i18n class="button" [routerLink]="store">View Packages</a>
  `,
  styles: `
    :host {
      display: grid;
      gap: var(--space-1);
      padding: var(--space-4);
    }
    .button {
      margin-top: var(--space-3);
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class PurchaseCard {
  protected readonly store = pages.store;
}
