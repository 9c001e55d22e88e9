import { ChangeDetectionStrategy, Component, input, output } from '@angular/core';
import type { Allocation, GrantView } from '#libs/contract';
import { AllocationDetails } from '../allocations/allocation-details.js';
import { ScheduledGrants } from '../allocations/scheduled-grants.js';
import { Amount } from '../ui/amount.js';
import type { RevocationSheetData } from './revocation-sheet.js';

/** What an account was granted, by model: the first is open. Whoever may revokes a grant here. */
@Component({
  selector: 'tl-account-grants',
  imports: [AllocationDetails, Amount, ScheduledGrants],
  template: `
    @for (allocation of allocations(); track allocation.model) {
      <details [open]="$first">
        <summary>
          <span class="name">{{ allocation.name }}</span>
          <span class="small soft">
            @if (allocation.unlimited) {
              <ng-container i18n>Unlimited</ng-container>
            } @else {
              <ng-container i18n><tl-amount [value]="allocation.available" /> available</ng-container>
            }
          </span>
        </summary>
        <tl-allocation-details
          [allocation]="allocation"
          [revocable]="mayRevoke()"
          (revoke)="ask($event, allocation)"
        />
        @if (allocation.scheduled.length > 0) {
          <h3 i18n>Scheduled</h3>
          <tl-scheduled-grants
            [grants]="allocation.scheduled"
            [revocable]="mayRevoke()"
            (revoke)="ask($event, allocation)"
          />
        }
      </details>
    }
  `,
  styles: `
    :host {
      --row-surface: var(--surface);
      display: block;
      overflow: hidden;
    }
    details + details {
      border-top: 1px solid var(--line);
    }
    summary {
      padding: var(--space-3) var(--space-4);
      cursor: pointer;
      overflow-wrap: anywhere;
    }
    summary:hover {
      background: var(--surface-hover);
    }
    summary:focus-visible {
      outline-offset: -3px;
      border-radius: var(--radius);
    }
    details[open] > summary {
      border-bottom: 1px solid var(--line);
    }
    .name {
      margin-inline: 4px var(--space-3);
      font-weight: 600;
    }
    h3 {
      padding: var(--space-3) var(--space-4) 0;
      border-top: 1px solid var(--line);
      color: var(--ink-faint);
      font-size: var(--text-small);
      font-weight: 500;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class AccountGrants {
  readonly allocations = input.required<readonly Allocation[]>();
  readonly mayRevoke = input.required<boolean>();
  readonly revoke = output<RevocationSheetData>();

  protected ask(grant: GrantView, { name }: Allocation): void {
    this.revoke.emit({ grant, model: name });
  }
}
