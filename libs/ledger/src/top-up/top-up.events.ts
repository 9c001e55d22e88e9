import type { WrittenMoney } from '../money/money.js';
import type { SavedMethod } from '../purchase/saved-method.js';
import type { DecimalString } from '../tokens/index.js';

/** Events of the stream `top-up-<accountId>`. */
export type TopUpEvent = TopUpConfigured | TopUpMethodSaved | TopUpBegun | TopUpEnded | TopUpPaused;

/** When tokens are bought without the buyer, and how many. */
export interface TopUpSettings {
  readonly enabled: boolean;
  readonly model: string;
  /** Bought when less than this is available. */
  readonly threshold: DecimalString;
  readonly packageId: string;
  readonly units: number;
  /** The most that top-ups of one month may cost together. */
  readonly monthlyCap: WrittenMoney;
  /** At least so long from the beginning of one to that of the next. */
  readonly cooldownMinutes: number;
}

export interface TopUpConfigured {
  readonly type: 'TopUpConfigured';
  readonly data: TopUpSettings & { readonly accountId: string; readonly configuredAt: string };
}

export interface TopUpMethodSaved {
  readonly type: 'TopUpMethodSaved';
  readonly data: SavedMethod & { readonly accountId: string; readonly savedAt: string };
}

export interface TopUpBegun {
  readonly type: 'TopUpBegun';
  readonly data: {
    readonly purchaseId: string;
    readonly model: string;
    readonly packageId: string;
    readonly units: number;
    readonly price: WrittenMoney;
    /** Such as `2026-03`, by the clocks of the account: it counts to the cap of this month. */
    readonly month: string;
    readonly available: DecimalString;
    readonly threshold: DecimalString;
    readonly method: SavedMethod;
    readonly begunAt: string;
  };
}

export type TopUpOutcome = 'completed' | 'failed' | 'expired';

/** Only a completed one counts on to the cap. One that failed or expired may be completed later. */
export interface TopUpEnded {
  readonly type: 'TopUpEnded';
  readonly data: {
    readonly purchaseId: string;
    readonly outcome: TopUpOutcome;
    readonly endedAt: string;
  };
}

/** Until it is configured anew. */
export interface TopUpPaused {
  readonly type: 'TopUpPaused';
  readonly data: { readonly reason: string; readonly failures: number; readonly pausedAt: string };
}
