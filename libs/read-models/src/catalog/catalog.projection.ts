import type { ModelDefined, RateChanged } from '#libs/ledger';
import type { CatalogFact } from '../events/fact.js';

export interface CatalogChange {
  readonly rates: readonly AddedRate[];
  /** The last definition of each model in the batch. */
  readonly models: readonly ModelDefined['data'][];
}

export type AddedRate = RateChanged['data'] & { readonly revision: bigint };

export function foldCatalog(facts: readonly CatalogFact[]): CatalogChange {
  const rates: AddedRate[] = [];
  const models = new Map<string, ModelDefined['data']>();
  for (const { event, revision } of facts) {
    if (event.type === 'RateChanged') rates.push({ ...event.data, revision });
    else models.set(event.data.model, event.data);
  }
  return { rates, models: [...models.values()] };
}
