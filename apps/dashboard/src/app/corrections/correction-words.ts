import type { CorrectionEntry } from '#libs/contract';
import { readableAmount } from '../amounts/amount-text.js';

/** What a correction did, in a line. */
export function correctionWords(entry: CorrectionEntry): string {
  const { kind, direction, modelName: model } = entry;
  const tokens = readableAmount(entry.tokens);
  const feature = entry.featureName ?? entry.feature ?? '?';
  switch (kind) {
    case 'reversal':
      return $localize`Reversed ${tokens}:tokens: of ${model}:model: for ${feature}:feature:`;
    case 'revocation':
      return $localize`Revoked ${tokens}:tokens: of ${model}:model:`;
    case 'adjustment':
      return direction === 'up'
        ? $localize`Adjusted up by ${tokens}:tokens: of ${model}:model:`
        : $localize`Adjusted down by ${tokens}:tokens: of ${model}:model:`;
    default:
      return kind satisfies never;
  }
}
