import type { DecimalString } from '../tokens/index.js';

/** Events of the stream `rate-<featureKey>`. A rate is never edited: a change is a new event. */
export interface RateChanged {
  readonly type: 'RateChanged';
  readonly data: {
    readonly feature: string;
    readonly name: string;
    /** Whose engine runs the feature, and the icon that screens draw for it; null where it has none. */
    readonly engine: string | null;
    readonly icon: string | null;
    readonly unit: string;
    readonly tokensPerUnit: DecimalString;
    /** By model, where it is not 1. */
    readonly multipliers: Readonly<Record<string, DecimalString>>;
    readonly effectiveFrom: string;
    readonly changedAt: string;
  };
}

export type RateEvent = RateChanged;
