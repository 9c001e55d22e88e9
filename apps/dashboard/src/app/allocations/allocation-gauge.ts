import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import type { Allocation } from '#libs/contract';
import { LucideInfinity } from '@lucide/angular';
import { dayText } from '../time/moment-text.js';
import { ViewerClock } from '../time/viewer-clock.js';
import { Amount } from '../ui/amount.js';
import { levelOf } from './level.js';
import { LevelWords } from './level-words.js';
import { RemainingBar } from './remaining-bar.js';

/** How much of an allocation is left, large. */
@Component({
  selector: 'tl-allocation-gauge',
  imports: [Amount, LevelWords, LucideInfinity, RemainingBar],
  template: `
    <p class="figure">
      @if (level() === 'unlimited') {
        <tl-amount [value]="allocation().usedThisMonth" />
        <span class="small faint" i18n>used this month</span>
      } @else {
        <tl-amount [value]="allocation().available" />
        <span class="small faint" i18n>available of <tl-amount [value]="allocation().basis" /></span>
      }
    </p>
    @if (level() === 'unlimited') {
      <p>
        <span class="badge accent"><svg lucideInfinity [size]="14"></svg><span i18n>Unlimited</span></span>
      </p>
    } @else {
      <tl-remaining-bar [allocation]="allocation()" />
    }
    <p class="small below">
      <tl-level-words [allocation]="allocation()" />
      @if (allocation().held !== '0') {
        <span class="faint" i18n><tl-amount [value]="allocation().held" /> held</span>
      }
      @if (expiry(); as day) {
        <span class="faint" i18n>Next expiry {{ day }}</span>
      } @else {
        <span class="faint" i18n>No expiration</span>
      }
    </p>
  `,
  styles: `
    :host {
      display: grid;
      gap: var(--space-3);
    }
    .figure {
      display: flex;
      flex-wrap: wrap;
      align-items: baseline;
      gap: 2px var(--space-2);
      font-size: var(--text-figure);
      line-height: 36px;
      font-weight: 600;
      letter-spacing: -0.02em;
    }
    .figure .small {
      font-weight: 400;
      letter-spacing: normal;
    }
    .below {
      display: flex;
      flex-wrap: wrap;
      gap: var(--space-1) var(--space-4);
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class AllocationGauge {
  readonly allocation = input.required<Allocation>();
  private readonly zone = inject(ViewerClock).zone;
  protected readonly level = computed(() => levelOf(this.allocation()));
  protected readonly expiry = computed(() => {
    const { expiresAt } = this.allocation();
    return expiresAt === null ? null : dayText(expiresAt, this.zone);
  });
}
