import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import type { UsageByPeriod } from '#libs/contract';
import { monthUsage } from '../statement/month-usage.js';
import { monthName, shortDay } from '../time/calendar-day.js';
import { Amount } from '../ui/amount.js';

@Component({
  selector: 'tl-breakdown-by-day',
  imports: [Amount],
  template: `
    @if (usage(); as usage) {
      <table class="ledger days">
        <caption i18n>
          {{
            month()
          }}
          by day
          <span class="faint">in {{ days().zone }}</span>
        </caption>
        <thead>
          <tr>
            <th i18n scope="col">Day</th>
            <th scope="col" class="wide">
              <span i18n class="visually-hidden">Share of the highest day</span>
            </th>
            <th i18n scope="col" class="number">Uses</th>
            <th i18n scope="col" class="number">Tokens</th>
          </tr>
        </thead>
        <tbody>
          @for (day of usage.thisMonth; track day.day) {
            <tr>
              <th scope="row" class="date">
                {{ name(day.day) }}
                @if (day.isToday) {
                  <span i18n class="small faint">so far</span>
                }
              </th>
              <td class="wide">
                <span class="bar" [style.inline-size.%]="day.heightPerMille / 10"></span>
              </td>
              <td class="number soft">{{ day.operations }}</td>
              <td class="number"><tl-amount [value]="day.tokens" /></td>
            </tr>
          }
        </tbody>
      </table>
    }
  `,
  styleUrl: './breakdown.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class BreakdownByDay {
  readonly days = input.required<UsageByPeriod>();
  protected readonly usage = computed(() => monthUsage(this.days()));
  protected readonly month = computed(() => monthName(this.days().periods.at(-1)?.start ?? ''));
  protected readonly name = shortDay;
}
