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
  styleUrl: './rate-list.css',
  styles: `
    dl {
      padding: 6px var(--space-4);
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class RatesInForce {
  readonly features = input.required<Features>();
  protected readonly unitName = unitName;
}
