import { readableAmount, readableCount } from '../amounts/amount-text.js';
import { toneOf, type ChartBar, type ChartSeries } from './chart-data.js';

export interface BarFactsText {
  readonly title: string;
  readonly tokens: string;
  readonly operations: string;
  readonly isIncomplete: boolean;
  /** Only series that have a part in it. */
  readonly parts: readonly { readonly name: string; readonly tokens: string; readonly tone: string }[];
}

/** Everything that there is to say of a bar, for the eye and for the ear. */
export function factsOf(bar: ChartBar, series: readonly ChartSeries[]): BarFactsText {
  const parts = series.flatMap((each, index) => {
    const tokens = bar.parts[index];
    if (tokens === undefined || tokens === 0n) return [];
    return [{ name: each.name, tokens: readableAmount(tokens), tone: toneOf(each) }];
  });
  return {
    title: bar.title,
    tokens: readableAmount(bar.tokens),
    operations: readableCount(bar.operations),
    isIncomplete: bar.isIncomplete,
    parts,
  };
}

/** `Tue, Nov 3, 2026, so far: 1,234 tokens. Uses: 12. GPT-5 Nano: 1,000. Claude: 234.` */
export function spoken({ title, tokens, operations, isIncomplete, parts }: BarFactsText): string {
  const when = isIncomplete ? $localize`${title}:title:, so far` : title;
  const sum = $localize`${when}:when:: ${tokens}:tokens: tokens. Uses: ${operations}:uses:.`;
  return [sum, ...parts.map((part) => `${part.name}: ${part.tokens}.`)].join(' ');
}
