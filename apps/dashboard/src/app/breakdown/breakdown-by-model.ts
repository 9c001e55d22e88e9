import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import type { Balance } from '#libs/contract';
import { AddsUp } from '../ui/adds-up.js';
import { Amount } from '../ui/amount.js';
import { ScrollEdge } from '../ui/scroll-edge.js';
import { breakdown, type BreakdownOf } from './breakdown.js';

@Component({
  selector: 'tl-breakdown-by-model',
  imports: [AddsUp, Amount, ScrollEdge],
  template: `
    <tl-scroll-edge label="By model" i18n-label>
      <table class="ledger">
        <thead>
          <tr>
            <th i18n scope="col" class="sticky">Model</th>
            @for (column of parts().columns; track column) {
              <th scope="col" class="number">{{ column }}</th>
            }
          </tr>
        </thead>
        <tbody>
          @for (row of parts().rows; track row.model) {
            <tr>
              <th scope="row" class="sticky name">{{ row.name }}</th>
              @for (figure of row.figures; track $index) {
                <td class="number" [class.soft]="!$last"><tl-amount [value]="figure" /></td>
              }
            </tr>
          }
        </tbody>
        <tfoot>
          <tr>
            <th i18n scope="row" class="sticky">All models</th>
            @for (figure of parts().sums; track $index) {
              <td class="number"><tl-amount [value]="figure" /></td>
            }
          </tr>
        </tfoot>
      </table>
    </tl-scroll-edge>
    <p class="check">
      <tl-adds-up [ok]="parts().addsUp" words="Adds up to the figure on the page" i18n-words />
    </p>
  `,
  styleUrl: './breakdown.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class BreakdownByModel {
  readonly of = input.required<Exclude<BreakdownOf, 'allocations'>>();
  readonly balance = input.required<Balance>();
  protected readonly parts = computed(() => breakdown(this.of(), this.balance()));
}
