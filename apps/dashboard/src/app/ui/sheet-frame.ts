import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { MatDialogClose } from '@angular/material/dialog';
import { LucideX } from '@lucide/angular';
import { SHEET_TITLE_ID } from './sheets.js';

@Component({
  selector: 'tl-sheet-frame',
  imports: [LucideX, MatDialogClose],
  template: `
    <header>
      <div>
        <h2 [id]="titleId">{{ heading() }}</h2>
        @if (subtitle()) {
          <p class="soft">{{ subtitle() }}</p>
        }
      </div>
      <button class="icon-button" type="button" aria-label="Close" i18n-aria-label mat-dialog-close>
        <svg lucideX [size]="18"></svg>
      </button>
    </header>
    <div class="content"><ng-content /></div>
  `,
  styles: `
    :host {
      display: grid;
      grid-template-rows: auto minmax(0, 1fr);
      max-height: inherit;
    }
    header {
      display: flex;
      align-items: flex-start;
      justify-content: space-between;
      gap: var(--space-4);
      padding-block: var(--space-4);
      padding-inline: var(--space-5) var(--space-3);
      border-bottom: 1px solid var(--line);
    }
    header > div {
      min-width: 0;
      padding-top: 6px;
      overflow-wrap: anywhere;
    }
    .content {
      --gutter: var(--space-5);
      overflow: auto;
      overscroll-behavior: contain;
      padding-bottom: env(safe-area-inset-bottom);
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SheetFrame {
  readonly heading = input.required<string>();
  readonly subtitle = input('');
  protected readonly titleId = SHEET_TITLE_ID;
}
