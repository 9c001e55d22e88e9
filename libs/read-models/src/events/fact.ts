import type { AccountEvent, ModelEvent, RateEvent } from '#libs/ledger';

/** An event of the ledger, checked and understood, with its place in the log. */
export type Fact = AccountFact | CatalogFact;

interface Place {
  readonly position: bigint;
  /** In its stream. */
  readonly revision: bigint;
}

export interface AccountFact extends Place {
  readonly about: 'account';
  readonly accountId: string;
  readonly event: AccountEvent;
  /** Who had it done, and in which operation: null when what wrote the event did not say. */
  readonly actor: string | null;
  readonly operationId: string | null;
}

export interface CatalogFact extends Place {
  readonly about: 'catalog';
  readonly event: RateEvent | ModelEvent;
}

export function accountFacts(facts: readonly Fact[]): readonly AccountFact[] {
  return facts.filter((fact) => fact.about === 'account');
}

export function catalogFacts(facts: readonly Fact[]): readonly CatalogFact[] {
  return facts.filter((fact) => fact.about === 'catalog');
}
