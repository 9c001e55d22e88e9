import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { AccountStatement } from '../statement/account-statement.js';
import { OverviewPage } from './overview.page.js';
import { OverviewSkeleton } from './overview-skeleton.js';

/**
 * Shows the overview once all of it was answered: each part is as high as what is in it, and one that came later
 * would move what stands below while somebody reads it.
 */
@Component({
  selector: 'tl-overview-entrance',
  imports: [OverviewPage, OverviewSkeleton],
  template: `
    @if (statement.wasRead()) {
      <tl-overview-page />
    } @else {
      <tl-overview-skeleton />
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class OverviewEntrance {
  protected readonly statement = inject(AccountStatement);
}
