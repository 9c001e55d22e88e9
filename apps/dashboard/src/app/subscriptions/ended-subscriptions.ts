import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import type { Subscription } from '#libs/contract';
import { moneyText } from '../amounts/money-text.js';
import { pricePerPeriod } from '../store/period-words.js';
import { dayText } from '../time/moment-text.js';
import { ViewerClock } from '../time/viewer-clock.js';
import { subscriptionWords } from './subscription-words.js';

/** Those that are over, newest first. */
@Component({
  selector: 'tl-ended-subscriptions',
  template: `
    <h2 i18n>Earlier plans</h2>
    <ul class="panel">
      @for (row of rows(); track row.id) {
        <li>
          <span class="name">{{ row.name }}</span>
          <span class="small soft figures">{{ row.price }}</span>
          <span i18n class="small soft">Started {{ row.started }}</span>
          <span class="small soft">{{ row.text }}</span>
        </li>
      }
    </ul>
  `,
  styles: `
    :host {
      display: grid;
      gap: var(--space-3);
    }
    li {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(140px, 1fr));
      gap: 2px var(--space-4);
      padding: var(--space-3) var(--space-5);
    }
    li + li {
      border-top: 1px solid var(--line);
    }
    .name {
      font-weight: 550;
      overflow-wrap: anywhere;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class EndedSubscriptions {
  readonly subscriptions = input.required<readonly Subscription[]>();
  private readonly zone = inject(ViewerClock).zone;
  protected readonly rows = computed(() =>
    this.subscriptions().map((each) => ({
      id: each.subscriptionId,
      name: each.planName,
      price: pricePerPeriod(moneyText(each.price), each.every),
      started: dayText(each.startedAt, this.zone),
      text: subscriptionWords(each, this.zone).text,
    })),
  );
}
