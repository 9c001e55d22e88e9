import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import type { Allocation } from '#libs/contract';
import { grantName } from '../allocations/grant-name.js';
import { dayText } from '../time/moment-text.js';
import { ViewerClock } from '../time/viewer-clock.js';

/** A grant that something was drawn from: what it is called and since when it is there, or its id once it is not. */
@Component({
  selector: 'tl-grant-reference',
  template: `
    @if (grant(); as grant) {
      {{ grant.name }} <span class="faint">({{ grant.since }})</span>
    } @else {
      <ng-container i18n>A grant that is used up by now</ng-container>&ngsp;<code class="faint">{{
        grantId()
      }}</code>
    }
  `,
  styles: `
    :host {
      min-width: 0;
      overflow-wrap: anywhere;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class GrantReference {
  readonly grantId = input.required<string>();
  /** Of the account, as they are now. */
  readonly allocations = input.required<readonly Allocation[]>();
  private readonly zone = inject(ViewerClock).zone;
  protected readonly grant = computed(() => {
    const alive = this.allocations().flatMap(({ grants }) => grants);
    const grant = alive.find(({ grantId }) => grantId === this.grantId());
    return grant ? { name: grantName(grant), since: dayText(grant.grantedAt, this.zone) } : null;
  });
}
