import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import type { Allocation } from '#libs/contract';
import { amount } from '#libs/ledger/tokens';
import { readableAmount } from '../amounts/amount-text.js';
import { perMille, percentText } from '../amounts/proportion.js';
import { levelOf, type Holding } from './level.js';

/** What is left of the basis. Held tokens are striped; ticks stand where it is told that they run low. */
@Component({
  selector: 'tl-remaining-bar',
  template: `
    <span class="fill" [style.inline-size.%]="available()"></span>
    <span class="held" [style.inline-size.%]="held()"></span>
    @for (tick of ticks(); track $index) {
      <span class="tick" [style.inset-inline-start.%]="tick"></span>
    }
  `,
  host: { role: 'img', '[attr.aria-label]': 'words()', '[class]': 'level()' },
  styleUrl: './remaining-bar.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class RemainingBar {
  readonly allocation = input.required<Holding & Pick<Allocation, 'basis' | 'alertBasis'>>();
  protected readonly level = computed(() => levelOf(this.allocation()));
  protected readonly available = computed(() => this.share(this.allocation().available) / 10);
  protected readonly held = computed(() => this.share(this.allocation().held) / 10);
  protected readonly words = computed(() => {
    const { available, basis, held } = this.allocation();
    const words = $localize`${percentText(amount(available), amount(basis))}:percent: available of ${readableAmount(basis)}:basis:`;
    return held === '0' ? words : $localize`${words}:available:, ${readableAmount(held)}:tokens: held`;
  });

  /** 5 and 10 % of what the latest credit left, as shares of the basis: of what the bar shows. */
  protected readonly ticks = computed(() => {
    const { alertBasis, basis } = this.allocation();
    if (alertBasis === null) return [];
    return [20n, 10n].map((part) => perMille(amount(alertBasis), amount(basis) * part) / 10);
  });

  private share(part: string): number {
    return perMille(amount(part), amount(this.allocation().basis));
  }
}
