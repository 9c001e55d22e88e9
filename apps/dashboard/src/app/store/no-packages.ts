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
    <p i18n class="soft">What your administrator puts on sale appears here.</p>
    <a i18n class="button" [routerLink]="dashboard">Go to the overview</a>
  `,
  styleUrl: '../ui/empty-state.css',
  styles: `
    :host {
      max-width: none;
      margin: 0;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class NoPackages {
  readonly what = input.required<string>();
  protected readonly dashboard = pages.dashboard;
}
