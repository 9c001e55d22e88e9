import type { ChangeRate } from '#libs/ledger';
import type { Price } from './facts.js';
import { written, type Tokens } from './figures.js';

interface ListedPrice {
  readonly feature: string;
  readonly unit: string;
  readonly rate: Tokens;
  readonly multipliers: Readonly<Record<string, Tokens>>;
  readonly effectiveFrom: number;
}

/** Every price that was ever decided, in the order of the decisions. */
export class PriceList {
  private readonly decided: ListedPrice[] = [];

  decide({ feature, unit, tokensPerUnit, multipliers, effectiveFrom }: ChangeRate, now: number): void {
    this.decided.push({
      feature,
      unit,
      rate: tokensPerUnit,
      multipliers: Object.fromEntries(multipliers ?? []),
      effectiveFrom: effectiveFrom?.getTime() ?? now,
    });
  }

  /** At a moment, for a model; null when the feature has no price then. */
  of(feature: string, model: string, now: number): Price | null {
    const ofFeature = this.decided.filter((each) => each.feature === feature);
    const begun = ofFeature.filter((each) => each.effectiveFrom <= now);
    const start = Math.max(...begun.map((each) => each.effectiveFrom));
    const price = begun.findLast((each) => each.effectiveFrom === start);
    if (!price) return null;
    return {
      model,
      feature,
      unit: price.unit,
      rate: written(price.rate),
      multiplier: written(price.multipliers[model] ?? 1_000_000n),
      rateRevision: ofFeature.indexOf(price),
    };
  }
}
