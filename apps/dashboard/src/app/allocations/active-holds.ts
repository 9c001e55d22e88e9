import { ChangeDetectionStrategy, Component, computed, effect, inject, input, output } from '@angular/core';
import type { HoldView } from '#libs/contract';
import { LucideTimer } from '@lucide/angular';
import { momentText } from '../time/moment-text.js';
import { remainingText } from '../time/remaining-text.js';
import { ViewerClock } from '../time/viewer-clock.js';
import { Amount } from '../ui/amount.js';

const POLICIES: Readonly<Record<HoldView['overagePolicy'], string>> = {
  reject: $localize`a use of more is refused`,
  cap: $localize`a use of more is cut to what is there`,
  overdraft: $localize`a use of more may overdraw`,
};

/** What is set aside for uses that are not settled yet, and for how long. The time left moves, and is not read out. */
@Component({
  selector: 'tl-active-holds',
  imports: [Amount, LucideTimer],
  template: `
    <ul>
      @for (hold of rows(); track hold.holdId) {
        <li>
          <div class="what">
            <span class="strong"
              ><tl-amount [value]="hold.tokens" />&ngsp;<span class="soft">{{ hold.featureName }}</span></span
            >
            <span class="small faint" i18n>Held since {{ hold.since }}; {{ hold.policy }}</span>
            <code class="faint">{{ hold.holdId }}</code>
          </div>
          <span class="left figures" role="timer" [attr.aria-label]="hold.leftWords">
            <svg lucideTimer [size]="15"></svg>
            @if (hold.left; as left) {
              {{ left }}
            } @else {
              <ng-container i18n>Over</ng-container>
            }
          </span>
        </li>
      } @empty {
        <li class="none soft" i18n>Nothing is set aside at the moment.</li>
      }
    </ul>
  `,
  styles: `
    li {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      justify-content: space-between;
      gap: var(--space-2) var(--space-4);
      padding: var(--space-3) var(--space-4);
    }
    li + li {
      border-top: 1px solid var(--line);
    }
    .what {
      display: grid;
      gap: 2px;
      flex: 1 1 200px;
      min-width: 0;
      overflow-wrap: anywhere;
    }
    .strong {
      font-weight: 600;
    }
    .strong .soft {
      font-weight: 400;
    }
    .left {
      display: inline-flex;
      align-items: center;
      gap: 6px;
      min-width: 96px;
      justify-content: flex-end;
      font-weight: 550;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ActiveHolds {
  readonly holds = input.required<readonly HoldView[]>();
  /** What features are called, by key. */
  readonly featureNames = input.required<ReadonlyMap<string, string>>();
  /** A hold is over: what it held is somewhere else now. */
  readonly over = output();
  private readonly clock = inject(ViewerClock);

  protected readonly rows = computed(() => this.holds().map((hold) => this.rowOf(hold)));
  private readonly overCount = computed(() => this.rows().filter(({ left }) => left === null).length);

  constructor() {
    let before = 0;
    effect(() => {
      const over = this.overCount();
      if (over > before) this.over.emit();
      before = over;
    });
  }

  private rowOf(hold: HoldView) {
    const left = remainingText(Date.parse(hold.expiresAt) - this.clock.now());
    return {
      ...hold,
      featureName: this.featureNames().get(hold.feature) ?? hold.feature,
      since: momentText(hold.reservedAt, this.clock.zone),
      policy: POLICIES[hold.overagePolicy],
      left,
      leftWords: left === null ? $localize`The hold is over` : $localize`Expires in ${left}:time left:`,
    };
  }
}
