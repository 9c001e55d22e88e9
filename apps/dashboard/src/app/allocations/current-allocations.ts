import { ChangeDetectionStrategy, Component, input, viewChildren } from '@angular/core';
import type { Balance } from '#libs/contract';
import { AllocationRow } from './allocation-row.js';
import { NoAllocations } from './no-allocations.js';

@Component({
  selector: 'tl-current-allocations',
  imports: [AllocationRow, NoAllocations],
  template: `
    @if (balance().allocations.length > 0) {
      <div class="rows" role="list">
        @for (allocation of balance().allocations; track allocation.model) {
          <tl-allocation-row role="listitem" [allocation]="allocation" />
        }
      </div>
    } @else {
      <tl-no-allocations [accountId]="balance().accountId" />
    }
  `,
  styles: `
    :host {
      display: block;
      container-type: inline-size;
      overflow: hidden;
    }
    tl-allocation-row + tl-allocation-row {
      border-top: 1px solid var(--line);
    }
    .rows {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
    }
    @container (min-width: 680px) {
      .rows {
        grid-template-columns:
          auto minmax(130px, 1.1fr) minmax(120px, 1.3fr) minmax(88px, auto) minmax(110px, auto)
          auto;
      }
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class CurrentAllocations {
  readonly balance = input.required<Balance>();
  private readonly rows = viewChildren(AllocationRow);

  /** Opens the row of a model and goes there, for whoever comes from elsewhere on the page. */
  open(model: string): void {
    this.rows()
      .find((row) => row.allocation().model === model)
      ?.open();
  }
}
