export interface DemoPurchase {
  readonly purchaseId: string;
  readonly packageId: string;
  readonly units: number;
  /** Days before now. */
  readonly day: number;
  /** What became of it; those that were completed are credited under the same id, see `demo-credits.ts`. */
  readonly outcome: 'completed' | 'failed' | 'expired';
}

/** What the demo account bought, and once did not. */
export const DEMO_PURCHASES: readonly DemoPurchase[] = [
  { purchaseId: 'demo-starter', packageId: 'starter-bundle', units: 1, day: 39.5, outcome: 'completed' },
  { purchaseId: 'demo-creator', packageId: 'creator-bundle', units: 1, day: 36.4, outcome: 'completed' },
  { purchaseId: 'demo-declined', packageId: 'power-bundle', units: 1, day: 21.4, outcome: 'failed' },
  { purchaseId: 'demo-nano-150k', packageId: 'nano-tokens', units: 15, day: 21.3, outcome: 'completed' },
];
