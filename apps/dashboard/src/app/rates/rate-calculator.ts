import { ChangeDetectionStrategy, Component, computed, inject, input, signal } from '@angular/core';
import type { Rate } from '#libs/contract';
import { unitName, unitsText } from '../languages/unit-words.js';
import { Amount } from '../ui/amount.js';
import { ScrollEdge } from '../ui/scroll-edge.js';
import { SelectField } from '../ui/select-field.js';
import { RateHistories } from './rate-histories.js';
import { costOf, countText, modelsWithMultipliers } from './text-cost.js';

const TEXT_MAX = 200_000;

/** Paste a text, and see what it would cost. Nothing leaves the page. */
@Component({
  selector: 'tl-rate-calculator',
  imports: [Amount, ScrollEdge, SelectField],
  templateUrl: './rate-calculator.html',
  styleUrl: './rate-calculator.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class RateCalculator {
  readonly rates = input.required<readonly Rate[]>();
  private readonly histories = inject(RateHistories);
  protected readonly unitName = unitName;
  protected readonly textMax = TEXT_MAX;
  protected readonly text = signal('');
  protected readonly model = signal('');
  protected readonly models = computed(() => [
    { value: '', name: $localize`Any other` },
    ...modelsWithMultipliers(this.rates()).map((model) => ({
      value: model,
      name: this.histories.nameOf(model),
    })),
  ]);
  protected readonly counts = computed(() => {
    const { words, characters } = countText(this.text());
    const [ofWords, ofCharacters] = [unitsText(`${words}`, 'word'), unitsText(`${characters}`, 'character')];
    return $localize`${ofWords}:words:, ${ofCharacters}:characters:`;
  });
  protected readonly costs = computed(() =>
    this.rates().map((rate) => costOf(this.text(), rate, this.model())),
  );
}
