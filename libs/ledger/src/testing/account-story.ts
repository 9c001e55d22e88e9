import { accountDecider, type AccountCommand } from '../account/account-decider.js';
import type { Account } from '../account/account.js';
import type { AccountEvent } from '../account/account.events.js';
import { balanceOf } from '../account/allocation.js';
import { asOf } from '../account/record-due.js';
import { isRefusal } from '../decider/decider.js';
import type { Refusal } from '../decider/refusal.js';
import { formatAmount } from '../tokens/index.js';
import { NOW } from './account-samples.js';

type DataOf = {
  readonly [Type in AccountEvent['type']]: Extract<AccountEvent, { readonly type: Type }>['data'];
};

/** An account to which one thing happens after the other; none of them may be refused. */
export class AccountStory {
  private constructor(
    private readonly account: Account,
    readonly events: readonly AccountEvent[],
  ) {}

  static of(...events: readonly AccountEvent[]): AccountStory {
    return new AccountStory(events.reduce(accountDecider.evolve, accountDecider.initialState), events);
  }

  /** @throws {Error} when the command is refused: see `refused`. */
  then(command: AccountCommand, now: Date = NOW): AccountStory {
    const decision = accountDecider.decide(command, this.account, now);
    if (isRefusal(decision)) throw new Error(`Refused: ${JSON.stringify(decision)}`);
    return new AccountStory(decision.reduce(accountDecider.evolve, this.account), decision);
  }

  refused(command: AccountCommand, now: Date = NOW): Refusal | null {
    const decision = accountDecider.decide(command, this.account, now);
    return isRefusal(decision) ? decision : null;
  }

  /** What the last thing that happened wrote. */
  get types(): readonly string[] {
    return this.events.map(({ type }) => type);
  }

  /** Data of the last event of a type. */
  last<Type extends AccountEvent['type']>(type: Type): DataOf[Type] | undefined {
    const event = this.events.findLast((each) => each.type === type);
    return event?.data as DataOf[Type] | undefined; // its type was just compared
  }

  /** Terms that are not zero. */
  terms(now: Date = NOW, model = 'gpt-5-nano'): Record<string, string> {
    const allocation = asOf(this.account, now).allocations.get(model);
    if (!allocation) return {};
    const terms = { ...balanceOf(allocation), overdrawn: allocation.overdrawn };
    return Object.fromEntries(
      Object.entries(terms)
        .filter(([, value]) => value !== 0n)
        .map(([term, value]) => [term, formatAmount(value)]),
    );
  }
}

export function after(seconds: number): Date {
  return new Date(NOW.getTime() + seconds * 1_000);
}
