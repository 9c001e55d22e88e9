import { formatAmount, microTokens, smaller, type DecimalString } from '../tokens/index.js';
import { allocationOf, type Account } from './account.js';
import type { AccountEvent } from './account.events.js';
import { availableIn, drawFrom, type Allocation, type GrantDraw } from './allocation.js';
import type { Draw } from './charge.js';
import { evolveAccount } from './evolve-account.js';
import { thresholdEvents } from './thresholds.js';

/** Events of one decision, each decided on the state that the ones before it left. */
export class Recording {
  private readonly recorded: AccountEvent[] = [];
  /** As thresholds were last looked at. */
  private told: Account;

  constructor(private state: Account) {
    this.told = state;
  }

  get account(): Account {
    return this.state;
  }

  get events(): readonly AccountEvent[] {
    return this.recorded;
  }

  record(...events: readonly AccountEvent[]): void {
    for (const event of events) {
      this.recorded.push(event);
      this.state = evolveAccount(this.state, event);
    }
  }

  /** All that happens at a moment has happened: what follows from it is recorded. */
  closeMoment(at: Date): void {
    this.repayOverdrafts(at);
    this.record(...thresholdEvents(this.told, this.state, at));
    this.told = this.state;
  }

  /** Pays what is overdrawn out of what is available, model by model. */
  private repayOverdrafts(now: Date): void {
    for (const { model } of [...this.state.allocations.values()].filter(({ overdrawn }) => overdrawn > 0n)) {
      const allocation = allocationOf(this.state, model);
      const tokens = smaller(allocation.overdrawn, availableIn(allocation));
      if (tokens === 0n) continue;
      this.record({
        type: 'OverdraftRepaid',
        data: {
          model,
          tokens: formatAmount(tokens),
          drawn: written(drawFrom(allocation, tokens)),
          balanceAfter: balanceAfter(allocation, -tokens),
          repaidAt: now.toISOString(),
        },
      });
    }
  }
}

export function written(draws: readonly GrantDraw[]): readonly Draw[] {
  return draws.map(({ grantId, tokens }) => ({ grantId, tokens: formatAmount(tokens) }));
}

/** Available once so much has been added, or taken away. */
export function balanceAfter(allocation: Allocation, change: bigint): DecimalString {
  return formatAmount(microTokens(availableIn(allocation) + change));
}
