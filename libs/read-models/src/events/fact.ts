import type { AccountEvent, ModelEvent, PackageEvent, PurchaseEvent, RateEvent } from '#libs/ledger';

/** An event of the ledger, checked and understood, with its place in the log. */
export type Fact = AccountFact | CatalogFact | PackageFact | PurchaseFact;

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

export interface PackageFact extends Place {
  readonly about: 'package';
  readonly event: PackageEvent;
}

export interface PurchaseFact extends Place {
  readonly about: 'purchase';
  readonly purchaseId: string;
  readonly event: PurchaseEvent;
}

export function accountFacts(facts: readonly Fact[]): readonly AccountFact[] {
  return facts.filter((fact) => fact.about === 'account');
}

export function catalogFacts(facts: readonly Fact[]): readonly CatalogFact[] {
  return facts.filter((fact) => fact.about === 'catalog');
}

export function packageFacts(facts: readonly Fact[]): readonly PackageFact[] {
  return facts.filter((fact) => fact.about === 'package');
}

export function purchaseFacts(facts: readonly Fact[]): readonly PurchaseFact[] {
  return facts.filter((fact) => fact.about === 'purchase');
}
