import { ChangeDetectionStrategy, Component, computed, input, linkedSignal, model } from '@angular/core';
import type { OfferOf } from '#libs/contract';
import { LucideMinus, LucidePlus } from '@lucide/angular';
import { amount, formatAmount, microTokens } from '#libs/ledger/tokens';
import { readableAmount, readablePosition } from '../amounts/amount-text.js';
import { parseUnits, presetsOf, withinLimits } from './quantity-limits.js';

/** How many units: with the buttons, the arrow keys, typed, or one of the presets. */
@Component({
  selector: 'tl-quantity',
  imports: [LucideMinus, LucidePlus],
  templateUrl: './quantity.html',
  styleUrl: './quantity.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Quantity {
  readonly offer = input.required<OfferOf<'tokens'>>();
  readonly name = input.required<string>();
  /** Null while what is typed is no quantity that is sold. */
  readonly units = model.required<number | null>();

  protected readonly typed = linkedSignal<number | null, string>({
    source: this.units,
    computation: (units, before) => (units === null ? (before?.value ?? '') : String(units)),
  });
  protected readonly problemId = computed(() => `quantity-problem-${this.offer().model}`);
  protected readonly presets = computed(() => presetsOf(this.offer()));
  protected readonly limitsText = computed(() => {
    const { unitsMin, unitsMax } = this.offer();
    const [least, most] = [readablePosition(String(unitsMin)), readablePosition(String(unitsMax))];
    return $localize`${least}:least: to ${most}:most:`;
  });

  protected readonly labels = computed(() => {
    const name = this.name();
    return {
      group: $localize`Quantity of ${name}:package:`,
      less: $localize`One unit of ${name}:package: less`,
      units: $localize`Units of ${name}:package:, ${this.limitsText()}:limits:`,
      more: $localize`One unit of ${name}:package: more`,
      presets: $localize`Usual quantities of ${name}:package:`,
    };
  });

  protected type(text: string): void {
    this.typed.set(text);
    this.units.set(parseUnits(text, this.offer()));
  }

  /** From what is not sold it goes back to what is. */
  protected step(by: 1 | -1): void {
    const from = this.units() ?? this.offer().unitsMin - by;
    this.choose(withinLimits(from + by, this.offer()));
  }

  protected stepByKey(event: Event, by: 1 | -1): void {
    event.preventDefault();
    this.step(by);
  }

  protected choose(units: number): void {
    this.units.set(units);
    this.typed.set(String(units));
  }

  protected presetLabel(units: number): string {
    const tokens = microTokens(amount(this.offer().tokensPerUnit) * BigInt(units));
    return $localize`${units}:units: units, ${readableAmount(formatAmount(tokens))}:tokens: tokens`;
  }
}
