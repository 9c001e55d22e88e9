import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import type { Allocation, Balance } from '#libs/contract';
import { levelOf } from '../allocations/level.js';
import { dayText } from '../time/moment-text.js';
import { ViewerClock } from '../time/viewer-clock.js';
import { ScrollEdge } from '../ui/scroll-edge.js';

const STATES = {
  unlimited: $localize`Unlimited`,
  ample: $localize`In use`,
  warning: $localize`Low`,
  critical: $localize`Critical`,
  depleted: $localize`Depleted`,
} as const;

@Component({
  selector: 'tl-breakdown-by-state',
  imports: [ScrollEdge],
  template: `
    <tl-scroll-edge label="Allocations" i18n-label>
      <table class="ledger">
        <thead>
          <tr>
            <th i18n scope="col" class="sticky">Model</th>
            <th i18n scope="col">State</th>
            <th i18n scope="col" class="number">Open grants</th>
            <th i18n scope="col">Next expiry</th>
          </tr>
        </thead>
        <tbody>
          @for (row of rows(); track row.model) {
            <tr>
              <th scope="row" class="sticky name">{{ row.name }}</th>
              <td>{{ row.state }}</td>
              <td class="number">{{ row.grants }}</td>
              <td class="soft date">{{ row.expiry }}</td>
            </tr>
          } @empty {
            <tr>
              <td i18n colspan="4" class="soft">No allocations yet.</td>
            </tr>
          }
        </tbody>
      </table>
    </tl-scroll-edge>
    <p i18n class="check small soft">
      {{ balance().activeAllocations }} of {{ balance().allocations.length }} are active: they hold tokens or
      have no limit.
    </p>
  `,
  styleUrl: './breakdown.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class BreakdownByState {
  readonly balance = input.required<Balance>();
  private readonly zone = inject(ViewerClock).zone;
  protected readonly rows = computed(() => this.balance().allocations.map((each) => this.row(each)));

  private row(allocation: Allocation) {
    const { model, name, grants, expiresAt } = allocation;
    const expiry = expiresAt === null ? $localize`No expiration` : dayText(expiresAt, this.zone);
    return { model, name, expiry, grants: grants.length, state: STATES[levelOf(allocation)] };
  }
}
