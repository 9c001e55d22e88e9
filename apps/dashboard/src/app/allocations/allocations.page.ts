import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { LiveAccount } from '../live/live-account.js';
import { AccountStatement } from '../statement/account-statement.js';
import { Skeleton } from '../ui/skeleton.js';
import { TroubleNotice } from '../ui/trouble-notice.js';
import { CurrentAllocations } from './current-allocations.js';

/** All allocations, each a line that opens and leads on. */
@Component({
  selector: 'tl-allocations-page',
  imports: [CurrentAllocations, Skeleton, TroubleNotice],
  template: `
    <header>
      <h1 i18n>Allocations</h1>
      <p class="soft" i18n>
        What you hold, model by model. Bars show what remains; ticks are where you are warned.
      </p>
    </header>
    @if (statement.balance.value(); as balance) {
      <tl-current-allocations class="panel" [balance]="balance" />
    } @else if (statement.balance.trouble(); as trouble) {
      <tl-trouble-notice
        class="panel"
        what="Your balance could not be loaded."
        i18n-what
        [trouble]="trouble"
        (retry)="live.refreshNow()"
      />
    } @else {
      <div class="panel waiting" role="status" aria-label="Loading allocations" i18n-aria-label>
        @for (row of [1, 2, 3]; track row) {
          <tl-skeleton height="36px" />
        }
      </div>
    }
  `,
  styles: `
    :host {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: var(--space-5);
    }
    header p {
      margin-top: 2px;
    }
    .waiting {
      display: grid;
      gap: var(--space-4);
      padding: var(--space-4);
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class AllocationsPage {
  protected readonly statement = inject(AccountStatement);
  protected readonly live = inject(LiveAccount);
}
