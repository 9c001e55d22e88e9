import type {
  AccountEvent,
  ModelEvent,
  PackageEvent,
  PurchaseEvent,
  RateEvent,
  SubscriptionEvent,
  TopUpEvent,
} from '#libs/ledger';

/** An event of the ledger, checked and understood, with its place in the log. */
export type Fact = AccountFact | CatalogFact | PackageFact | PurchaseFact | SubscriptionFact | TopUpFact;

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

export interface SubscriptionFact extends Place {
  readonly about: 'subscription';
  readonly subscriptionId: string;
  readonly event: SubscriptionEvent;
}

export interface TopUpFact extends Place {
  readonly about: 'topUp';
  readonly accountId: string;
  readonly event: TopUpEvent;
}

/** Those that are about one kind of thing. */
export function factsAbout<About extends Fact['about']>(
  about: About,
  facts: readonly Fact[],
): readonly Extract<Fact, { readonly about: About }>[] {
  return facts.filter((fact): fact is Extract<Fact, { readonly about: About }> => fact.about === about);
}
