import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { pages } from '#libs/contract/routes';
import { LucideShoppingBag } from '@lucide/angular';

@Component({
  selector: 'tl-no-packages',
  imports: [LucideShoppingBag, RouterLink],
  template: `
    <svg lucideShoppingBag [size]="22" class="faint"></svg>
    <p class="what">{{ what() }}</p>
    <p class="soft">What your administrator puts on sale appears here.</p>
    <a class="button" [routerLink]="dashboard">Go to the overview</a>
  `,
  styles: `
    :host {
      display: grid;
      justify-items: center;
      gap: var(--space-2);
      padding: var(--space-7) var(--space-4);
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
export class NoPackages {
  readonly what = input.required<string>();
  protected readonly dashboard = pages.dashboard;
}
