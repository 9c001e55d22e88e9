import { ChangeDetectionStrategy, Component, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import { pages } from '#libs/contract/routes';
import { LucideArrowDown, LucideArrowRight, LucideHistory, LucideShoppingBag } from '@lucide/angular';

@Component({
  selector: 'tl-quick-actions',
  imports: [LucideArrowDown, LucideArrowRight, LucideHistory, LucideShoppingBag, RouterLink],
  template: `
    <a class="panel action" [routerLink]="store">
      <svg lucideShoppingBag [size]="18" class="faint"></svg>
      <span>
        <span i18n class="name">Purchase More Tokens</span>
        <span i18n class="small faint">Models, bundles and plans</span>
      </span>
      <svg lucideArrowRight [size]="16" class="faint"></svg>
    </a>
    <button type="button" class="panel action" (click)="viewHistory.emit()">
      <svg lucideHistory [size]="18" class="faint"></svg>
      <span>
        <span i18n class="name">View Usage History</span>
        <span i18n class="small faint">A receipt for every use</span>
      </span>
      <svg lucideArrowDown [size]="16" class="faint"></svg>
    </button>
  `,
  styles: `
    :host {
      display: grid;
      gap: var(--space-2);
    }
    .action {
      display: grid;
      grid-template-columns: auto minmax(0, 1fr) auto;
      align-items: center;
      gap: var(--space-3);
      width: 100%;
      padding: 14px var(--space-4);
      color: var(--ink);
      text-align: start;
      text-decoration: none;
      transition:
        background var(--fade),
        border-color var(--fade);
    }
    .action:hover {
      border-color: var(--line-control);
    }
    .action > span {
      display: grid;
    }
    .name {
      font-weight: 550;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class QuickActions {
  readonly viewHistory = output();
  protected readonly store = pages.store;
}
