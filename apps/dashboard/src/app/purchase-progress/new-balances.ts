import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import type { Purchase } from '#libs/contract';
import { AccountStatement } from '../statement/account-statement.js';
import { Amount } from '../ui/amount.js';

/** What came to each model, and what is available of it now. */
@Component({
  selector: 'tl-new-balances',
  imports: [Amount],
  template: `
    <ul>
      @for (line of lines(); track line.model) {
        <li>
          <span class="name">{{ line.modelName }}</span>
          <span class="amounts figures">
            <span class="added"
              >+<tl-amount [value]="line.tokens" />&ngsp;<span i18n class="small">tokens</span></span
            >
            @if (line.available; as available) {
              <span i18n class="small faint now"><tl-amount [value]="available" /> available now</span>
            }
          </span>
        </li>
      }
    </ul>
  `,
  styles: `
    ul {
      display: grid;
      gap: var(--space-3);
    }
    li {
      display: flex;
      align-items: baseline;
      justify-content: space-between;
      gap: var(--space-4);
    }
    .name {
      min-width: 0;
      overflow-wrap: anywhere;
    }
    .amounts {
      display: grid;
      justify-items: end;
      white-space: nowrap;
    }
    .added {
      color: var(--good);
      font-weight: 600;
    }
    .added .small {
      font-weight: 400;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class NewBalances {
  readonly items = input.required<Purchase['items']>();
  private readonly statement = inject(AccountStatement);

  protected readonly lines = computed(() => {
    const allocations = this.statement.balance.value()?.allocations ?? [];
    return this.items().map((item) => {
      const allocation = allocations.find(({ model }) => model === item.model);
      return { ...item, available: allocation && !allocation.unlimited ? allocation.available : null };
    });
  });
}
