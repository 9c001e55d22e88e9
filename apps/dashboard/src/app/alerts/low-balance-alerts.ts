import { ChangeDetectionStrategy, Component, computed, input, output, signal } from '@angular/core';
import type { Balance } from '#libs/contract';
import { LucideChevronRight, LucideOctagonAlert, LucideTriangleAlert } from '@lucide/angular';
import { lowBalances } from './low-balances.js';

const SHOWN_AT_ONCE = 3;
const WORDS = { depleted: $localize`Depleted`, critical: $localize`Critical` } as const;

@Component({
  selector: 'tl-low-balance-alerts',
  imports: [LucideChevronRight, LucideOctagonAlert, LucideTriangleAlert],
  template: `
    @if (alerts().length > 0) {
      <ul class="panel" aria-label="Low balances" i18n-aria-label>
        @for (alert of shown(); track alert.model) {
          <li>
            <button type="button" (click)="choose.emit(alert.model)">
              @if (alert.level === 'warning') {
                <span class="badge warning"
                  ><svg lucideTriangleAlert [size]="13"></svg><ng-container i18n>Low</ng-container></span
                >
              } @else {
                <span class="badge critical"
                  ><svg lucideOctagonAlert [size]="13"></svg>{{ words[alert.level] }}</span
                >
              }
              <span class="text figures"
                ><b>{{ alert.name }}</b> {{ alert.words }}</span
              >
              <svg lucideChevronRight [size]="16" class="faint"></svg>
            </button>
          </li>
        }
        @if (more() > 0) {
          <li>
            <button i18n type="button" class="more" (click)="showsAll.set(true)">
              Show {{ more() }} more
            </button>
          </li>
        }
      </ul>
    }
  `,
  styleUrl: './low-balance-alerts.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class LowBalanceAlerts {
  readonly balance = input.required<Balance>();
  /** The model whose allocation the person wants to see. */
  readonly choose = output<string>();

  protected readonly words = WORDS;
  protected readonly showsAll = signal(false);
  protected readonly alerts = computed(() => lowBalances(this.balance()));
  protected readonly shown = computed(() =>
    this.showsAll() ? this.alerts() : this.alerts().slice(0, SHOWN_AT_ONCE),
  );
  protected readonly more = computed(() => this.alerts().length - this.shown().length);
}
