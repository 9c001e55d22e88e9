import { ChangeDetectionStrategy, Component, input, output } from '@angular/core';
import { LucideRotateCw, LucideTriangleAlert } from '@lucide/angular';
import type { Trouble } from '../http/trouble.js';

/** Stands where the content would be: what happened, what to do, and the code for whoever helps. */
@Component({
  selector: 'tl-trouble-notice',
  imports: [LucideRotateCw, LucideTriangleAlert],
  template: `
    <svg lucideTriangleAlert [size]="18" class="sign"></svg>
    <div class="words" role="alert">
      <p class="what">{{ what() }}</p>
      <p class="soft">{{ trouble().words }}</p>
      <p i18n class="faint small">
        Code <code>{{ trouble().code }}</code>
      </p>
    </div>
    <button class="button" type="button" (click)="retry.emit()">
      <svg lucideRotateCw [size]="15"></svg><ng-container i18n>Try again</ng-container>
    </button>
  `,
  styles: `
    :host {
      display: flex;
      flex-wrap: wrap;
      align-items: flex-start;
      gap: var(--space-3);
      padding: var(--space-5) var(--space-4);
    }
    .sign {
      margin-top: 1px;
      color: var(--warning);
    }
    .words {
      flex: 1 1 220px;
      display: grid;
      gap: var(--space-1);
    }
    .what {
      font-weight: 600;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class TroubleNotice {
  /** `Your allocations could not be loaded.` */
  readonly what = input.required<string>();
  readonly trouble = input.required<Trouble>();
  readonly retry = output();
}
