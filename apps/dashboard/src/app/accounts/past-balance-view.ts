import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import type { PastBalance } from '#libs/contract';
import { AllocationDetails } from '../allocations/allocation-details.js';
import { exactMomentText, momentText } from '../time/moment-text.js';
import { ViewerClock } from '../time/viewer-clock.js';
import { Amount } from '../ui/amount.js';
import { AccountBalanceTable } from './account-balance-table.js';

/** What an account held, of which event that is, and of what grants and holds it was made. */
@Component({
  selector: 'tl-past-balance-view',
  imports: [AccountBalanceTable, AllocationDetails, Amount],
  template: `
    @if (balance().event; as event) {
      <p class="asof">
        <span class="strong" i18n>As of event {{ event.revision }}</span>
        <span class="small soft figures" i18n>happened {{ happened() }}, recorded {{ recorded() }}</span>
      </p>
    } @else {
      <p class="asof strong" i18n>Nothing had happened yet.</p>
    }
    @if (balance().freeze; as freeze) {
      <p class="asof soft" i18n>Spending was frozen: {{ freeze.reason }}</p>
    }
    @if (balance().allocations.length > 0) {
      <tl-account-balance-table
        label="Balance at the moment, by model"
        i18n-label
        [allocations]="balance().allocations"
      />
      @for (allocation of balance().allocations; track allocation.model) {
        <details>
          <summary i18n>Grants and holds of {{ allocation.name }}</summary>
          <tl-allocation-details [allocation]="allocation" />
          @if (allocation.freeze; as freeze) {
            <p class="line soft" i18n>Frozen: {{ freeze.reason }}</p>
          }
          @for (hold of allocation.holds; track hold.holdId) {
            <p class="line figures" i18n>
              Held: <tl-amount [value]="hold.tokens" /> for {{ hold.feature }}, until
              {{ until(hold.expiresAt) }}
            </p>
          }
        </details>
      }
    }
  `,
  styles: `
    :host {
      display: block;
    }
    .asof {
      display: flex;
      flex-wrap: wrap;
      gap: 2px var(--space-3);
      align-items: baseline;
      padding: var(--space-3) var(--space-4);
      border-bottom: 1px solid var(--line);
      overflow-wrap: anywhere;
    }
    .asof:last-child {
      border-bottom: 0;
    }
    .strong {
      font-weight: 600;
    }
    details {
      border-top: 1px solid var(--line);
      background: var(--surface-sunken);
    }
    summary {
      padding: 10px var(--space-4);
      cursor: pointer;
      overflow-wrap: anywhere;
    }
    summary:focus-visible {
      outline-offset: -3px;
    }
    .line {
      padding: var(--space-2) var(--space-4);
      border-top: 1px solid var(--line);
      overflow-wrap: anywhere;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class PastBalanceView {
  readonly balance = input.required<PastBalance>();
  private readonly zone = inject(ViewerClock).zone;
  protected readonly happened = computed(() => this.exact(this.balance().event?.happenedAt));
  protected readonly recorded = computed(() => this.exact(this.balance().event?.recordedAt));

  protected until(instant: string): string {
    return momentText(instant, this.zone);
  }

  private exact(instant: string | undefined): string {
    return instant === undefined ? '' : exactMomentText(instant, this.zone);
  }
}
