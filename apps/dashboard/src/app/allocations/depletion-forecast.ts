import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import type { AllocationForecast } from '#libs/contract';
import { amountText, readableAmount } from '../amounts/amount-text.js';
import { dayText } from '../time/moment-text.js';
import { ViewerClock } from '../time/viewer-clock.js';

const DAY_MS = 86_400_000;

/** When an allocation runs out, in words, and how that is known. */
@Component({
  selector: 'tl-depletion-forecast',
  template: `
    @switch (forecast().noEnd) {
      @case ('unlimited') {
        <p class="strong" i18n>It does not run out: there is no limit.</p>
      }
      @case ('not-used') {
        <p class="strong" i18n>It was not used lately, so there is nothing to foretell.</p>
      }
      @case ('beyond-horizon') {
        <p class="strong" i18n>At this pace it lasts for more than a year.</p>
      }
      @default {
        @if (days() === 0) {
          <p class="strong" i18n>At this pace it runs out today, {{ day() }}.</p>
        } @else {
          <p class="strong" i18n>
            Runs out around {{ day() }}, in about {days(), plural, =1 {1 day} other {{{ days() }} days}}.
          </p>
        }
      }
    }
    @if (unused(); as unused) {
      <p i18n>{{ unused }} of what is there will expire before it is used.</p>
    }
    @if (forecast().noEnd !== 'not-used') {
      <p class="soft small" i18n>
        About {{ perDay() }} tokens a day: the mean since {{ from() }}, at most of the last 14 days. At that
        pace grants are drawn in their order, expire, roll over and take effect; what is held counts as used.
      </p>
    }
  `,
  styles: `
    :host {
      display: grid;
      gap: var(--space-2);
    }
    .strong {
      font-weight: 600;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class DepletionForecast {
  readonly forecast = input.required<AllocationForecast>();
  private readonly clock = inject(ViewerClock);

  protected readonly day = computed(() =>
    dayText(this.forecast().runsOutAt ?? '1970-01-01', this.clock.zone),
  );
  protected readonly days = computed(() => {
    const ms = Date.parse(this.forecast().runsOutAt ?? '1970-01-01') - this.clock.now();
    return Math.max(0, Math.floor(ms / DAY_MS));
  });
  protected readonly from = computed(() => dayText(this.forecast().windowFrom, this.clock.zone));
  protected readonly perDay = computed(() => amountText(this.forecast().perDay).whole);
  protected readonly unused = computed(() => {
    const { willExpireUnused } = this.forecast();
    return willExpireUnused === '0' ? null : readableAmount(willExpireUnused);
  });
}
