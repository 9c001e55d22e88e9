import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import type { Allocation, GrantView } from '#libs/contract';
import { dayText } from '../time/moment-text.js';
import { ViewerClock } from '../time/viewer-clock.js';
import { AddsUp } from '../ui/adds-up.js';
import { Amount } from '../ui/amount.js';
import { ScrollEdge } from '../ui/scroll-edge.js';
import { balanceEquation } from './balance-equation.js';
import { grantName } from './grant-name.js';

/** The grants of an allocation in the order in which they are drawn, and the sum that must hold. */
@Component({
  selector: 'tl-allocation-details',
  imports: [AddsUp, Amount, ScrollEdge],
  templateUrl: './allocation-details.html',
  styleUrl: './allocation-details.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class AllocationDetails {
  readonly allocation = input.required<Omit<Allocation, 'usedThisMonth'>>();
  /** Whoever looks at it may revoke grants. */
  readonly revocable = input(false);
  readonly revoke = output<GrantView>();
  private readonly zone = inject(ViewerClock).zone;

  protected readonly equation = computed(() => balanceEquation(this.allocation()));
  protected readonly grants = computed(() =>
    this.allocation().grants.map((grant) => ({
      ...grant,
      name: grantName(grant),
      since: dayText(grant.grantedAt, this.zone),
      until: grant.expiresAt === null ? $localize`No expiration` : dayText(grant.expiresAt, this.zone),
    })),
  );
}
