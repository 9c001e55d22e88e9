import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { LucideRotateCw, LucideTriangleAlert } from '@lucide/angular';
import type { AsOfWords } from '../live/as-of.js';
import { LiveAccount } from '../live/live-account.js';

/** How fresh the page is. Asked, it says why, and looks for new figures. */
@Component({
  selector: 'tl-as-of-chip',
  imports: [LucideRotateCw, LucideTriangleAlert],
  template: `
    @if (isLoading()) {
      <span class="chip">{{ live.asOf()?.text }}</span>
    } @else if (live.asOf(); as words) {
      <button
        type="button"
        class="chip figures"
        [class]="words.state"
        [attr.aria-label]="labelOf(words)"
        [title]="words.explanation"
        (click)="live.refreshNow()"
      >
        @switch (words.state) {
          @case ('live') {
            <span class="dot"></span>
          }
          @case ('stale') {
            <svg lucideTriangleAlert [size]="14"></svg>
          }
          @default {
            <svg lucideRotateCw [size]="13"></svg>
          }
        }
        <span class="text">{{ words.text }}</span>
      </button>
      @if (words.state === 'stale') {
        <span class="reason small" role="status">{{ words.explanation }}</span>
      }
    }
  `,
  styleUrl: './as-of-chip.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class AsOfChip {
  protected readonly live = inject(LiveAccount);

  protected labelOf({ text, explanation }: AsOfWords): string {
    return $localize`${text}:state:. ${explanation}:explanation: Refresh now.`;
  }
  /** There is nothing to refresh yet. */
  protected readonly isLoading = computed(() => this.live.asOf()?.state === 'loading');
}
