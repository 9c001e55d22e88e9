import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import type { Features } from '#libs/contract';
import { Amount } from '../ui/amount.js';
import { unitName } from '../languages/unit-words.js';

/** What features cost now. */
@Component({
  selector: 'tl-rates-in-force',
  imports: [Amount],
  template: `
    <dl class="panel">
      @for (rate of features().items; track rate.feature) {
        <div>
          <dt>{{ rate.name }}</dt>
          <dd class="figures">
            <tl-amount [value]="rate.tokensPerUnit" />
            <span i18n class="small faint">per {{ unitName(rate.unit) }}</span>
          </dd>
        </div>
      } @empty {
        <p i18n class="soft">No feature has a rate yet.</p>
      }
    </dl>
  `,
  styles: `
    dl {
      padding: 6px var(--space-4);
    }
    div {
      display: flex;
      align-items: baseline;
      justify-content: space-between;
      gap: var(--space-4);
      padding: 9px 0;
    }
    div + div {
      border-top: 1px solid var(--line);
    }
    dt {
      min-width: 0;
      overflow-wrap: anywhere;
    }
    dd {
      white-space: nowrap;
      font-weight: 550;
    }
    dd .small {
      margin-inline-start: 3px;
      font-weight: 400;
    }
    p {
      padding: var(--space-3) 0;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class RatesInForce {
  readonly features = input.required<Features>();
  protected readonly unitName = unitName;
}
