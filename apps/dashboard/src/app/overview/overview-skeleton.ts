import { ChangeDetectionStrategy, Component } from '@angular/core';
import { Skeleton } from '../ui/skeleton.js';

/** The overview's shape, while its figures are on their way. */
@Component({
  selector: 'tl-overview-skeleton',
  imports: [Skeleton],
  host: { role: 'status', 'aria-label': $localize`Loading` },
  template: `
    <tl-skeleton width="220px" height="48px" />
    <div class="cards">
      @for (card of [1, 2, 3, 4]; track card) {
        <div class="card">
          <tl-skeleton width="50%" height="14px" />
          <tl-skeleton width="70%" height="30px" />
          <tl-skeleton width="80%" height="12px" />
        </div>
      }
    </div>
    <div class="panel rows">
      @for (row of [1, 2, 3, 4, 5]; track row) {
        <div class="row">
          <tl-skeleton width="36px" height="36px" />
          <tl-skeleton width="60%" height="14px" />
          <tl-skeleton height="8px" />
        </div>
      }
    </div>
  `,
  styles: `
    :host {
      display: grid;
      gap: var(--space-5);
    }
    .cards {
      display: grid;
      grid-template-columns: 1fr 1fr;
      gap: 1px;
      overflow: hidden;
      border: 1px solid var(--line);
      border-radius: var(--radius);
      background: var(--line);
    }
    .card {
      display: grid;
      gap: var(--space-3);
      min-height: 112px;
      padding: var(--space-4);
      background: var(--surface);
    }
    .rows {
      display: grid;
      gap: var(--space-5);
      padding: var(--space-5) var(--space-4);
    }
    .row {
      display: grid;
      grid-template-columns: 36px 1fr 1fr;
      align-items: center;
      gap: var(--space-4);
    }
    @media (min-width: 760px) {
      .cards {
        grid-template-columns: repeat(4, minmax(0, 1fr));
      }
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class OverviewSkeleton {}
