import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import type { Allocation } from '#libs/contract';
import { Amount } from '../ui/amount.js';
import { ScrollEdge } from '../ui/scroll-edge.js';

type Row = Pick<
  Allocation,
  | 'model'
  | 'name'
  | 'unlimited'
  | 'available'
  | 'held'
  | 'spent'
  | 'expired'
  | 'revoked'
  | 'granted'
  | 'overdrawn'
>;

/** Every term of every allocation: the last is the sum of the others. */
@Component({
  selector: 'tl-account-balance-table',
  imports: [Amount, ScrollEdge],
  template: `
    <tl-scroll-edge [label]="label()">
      <table class="ledger">
        <caption class="visually-hidden">
          {{
            label()
          }}
        </caption>
        <thead>
          <tr>
            <th scope="col" class="sticky" i18n>Model</th>
            <th scope="col" class="number" i18n>Available</th>
            <th scope="col" class="number" i18n>Held</th>
            <th scope="col" class="number" i18n>Spent</th>
            <th scope="col" class="number" i18n>Expired</th>
            <th scope="col" class="number" i18n>Revoked</th>
            <th scope="col" class="number" i18n>Granted</th>
          </tr>
        </thead>
        <tbody>
          @for (each of allocations(); track each.model) {
            <tr>
              <th scope="row" class="sticky name">
                {{ each.name }}
                @if (each.overdrawn !== '0') {
                  <span class="small faint" i18n><tl-amount [value]="each.overdrawn" /> overdrawn</span>
                }
              </th>
              <td class="number">
                @if (each.unlimited) {
                  <span i18n>Unlimited</span>
                } @else {
                  <tl-amount [value]="each.available" />
                }
              </td>
              <td class="number"><tl-amount [value]="each.held" /></td>
              <td class="number"><tl-amount [value]="each.spent" /></td>
              <td class="number"><tl-amount [value]="each.expired" /></td>
              <td class="number"><tl-amount [value]="each.revoked" /></td>
              <td class="number"><tl-amount [value]="each.granted" /></td>
            </tr>
          }
        </tbody>
      </table>
    </tl-scroll-edge>
  `,
  styles: `
    :host {
      display: block;
      overflow: hidden;
    }
    .sticky {
      background: var(--surface);
    }
    .name {
      min-width: 112px;
      max-width: 320px;
      overflow-wrap: anywhere;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class AccountBalanceTable {
  readonly label = input.required<string>();
  readonly allocations = input.required<readonly Row[]>();
}
