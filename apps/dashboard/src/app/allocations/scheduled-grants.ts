import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import type { GrantView } from '#libs/contract';
import { momentText } from '../time/moment-text.js';
import { ViewerClock } from '../time/viewer-clock.js';
import { Amount } from '../ui/amount.js';
import { grantName } from './grant-name.js';

/** Grants whose time has not come: no part of the balance yet. */
@Component({
  selector: 'tl-scheduled-grants',
  imports: [Amount],
  template: `
    <ul>
      @for (grant of rows(); track grant.grantId) {
        <li>
          <span class="name">{{ grant.name }}</span>
          <span class="figures"><tl-amount [value]="grant.amount" /></span>
          <span class="small faint" i18n>takes effect {{ grant.from }}</span>
          @if (revocable()) {
            <button type="button" class="button" aria-haspopup="dialog" (click)="revoke.emit(grant)">
              <ng-container i18n>Revoke…</ng-container><span class="visually-hidden"> {{ grant.name }}</span>
            </button>
          }
        </li>
      }
    </ul>
  `,
  styles: `
    li {
      display: grid;
      grid-template-columns: minmax(0, 1fr) auto;
      align-items: center;
      gap: 2px var(--space-4);
      padding: var(--space-3) var(--space-4);
    }
    li + li {
      border-top: 1px solid var(--line);
    }
    .name {
      overflow-wrap: anywhere;
    }
    .figures {
      font-weight: 550;
      text-align: end;
    }
    .button {
      min-height: 32px;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ScheduledGrants {
  readonly grants = input.required<readonly GrantView[]>();
  /** Whoever looks at it may revoke grants. */
  readonly revocable = input(false);
  readonly revoke = output<GrantView>();
  private readonly zone = inject(ViewerClock).zone;
  protected readonly rows = computed(() =>
    this.grants().map((grant) => ({
      ...grant,
      name: grantName(grant),
      from: momentText(grant.effectiveFrom, this.zone),
    })),
  );
}
