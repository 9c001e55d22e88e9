import { ChangeDetectionStrategy, Component, output } from '@angular/core';
import { LucideArrowDown, LucideHistory } from '@lucide/angular';

@Component({
  selector: 'tl-quick-actions',
  imports: [LucideArrowDown, LucideHistory],
  template: `
    <button type="button" class="panel" (click)="viewHistory.emit()">
      <svg lucideHistory [size]="18" class="faint"></svg>
      <span>
        <span class="name">View Usage History</span>
        <span class="small faint">A receipt for every use</span>
      </span>
      <svg lucideArrowDown [size]="16" class="faint"></svg>
    </button>
  `,
  styles: `
    button {
      display: grid;
      grid-template-columns: auto minmax(0, 1fr) auto;
      align-items: center;
      gap: var(--space-3);
      width: 100%;
      padding: 14px var(--space-4);
      text-align: start;
      transition:
        background var(--fade),
        border-color var(--fade);
    }
    button:hover {
      border-color: var(--line-control);
    }
    button > span {
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
}
