/**
 * The rules of docs/domain.md a second time, as simply as they can be said: lists of facts that only
 * grow, and sums over them whenever a figure is needed. Slow and without a thought of state, so that it
 * is right where the ledger may be clever and wrong. Nothing but tests may use it.
 */
import type { AccountEvent } from '#libs/ledger';
import type { Lists } from './facts.js';
import type { PriceList } from './price-list.js';

export class NaiveAccount implements Lists {
  readonly models: Lists['models'] = [];
  readonly lots: Lists['lots'] = [];
  readonly purchases: Lists['purchases'] = [];
  readonly charges: Lists['charges'] = [];
  readonly reversals: Lists['reversals'] = [];
  readonly repayments: Lists['repayments'] = [];
  readonly holds: Lists['holds'] = [];
  readonly unlimited: Lists['unlimited'] = [];
  readonly overdraftLimits: Lists['overdraftLimits'] = [];
  readonly caps: Lists['caps'] = [];
  readonly freezes: Lists['freezes'] = [];
  readonly timeZones: Lists['timeZones'] = [];
  readonly uses: Lists['uses'] = [];
  readonly bases: Lists['bases'] = [];
  readonly passed: Lists['passed'] = [];
  readonly events: Lists['events'] = [];
  /** The lists that were added to, in order: what is to be undone is taken off their ends again. */
  private readonly added: unknown[][] = [];

  constructor(readonly prices: PriceList) {}

  add<Fact>(list: Fact[], fact: Fact): void {
    list.push(fact);
    this.added.push(list);
  }

  record(event: AccountEvent): void {
    this.add(this.events, event);
  }

  /** The model has an allocation from now on. */
  mention(model: string): void {
    if (!this.models.includes(model)) this.add(this.models, model);
  }

  get facts(): number {
    return this.added.length;
  }

  /** As it was when there were so many facts. */
  undoTo(facts: number): void {
    while (this.added.length > facts) this.added.pop()?.pop();
  }
}

/** The latest of what was said about a model, or about the whole account. */
export function latest<Setting extends { readonly model: string | null }>(
  settings: readonly Setting[],
  model: string | null,
): Setting | undefined {
  return settings.findLast((each) => each.model === model);
}
