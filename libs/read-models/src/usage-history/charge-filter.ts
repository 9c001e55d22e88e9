import { formatAmount, type TokenAmount } from '#libs/ledger';
import type { SelectQueryBuilder } from 'typeorm';
import { schemaOf } from '../database/schema-of.js';
import type { ConsumptionRow } from './consumption.entity.js';

/** Which charges are meant: the same words for the list, its export and its sums. */
export interface ChargeFilter {
  readonly model?: string;
  readonly feature?: string;
  readonly operationId?: string;
  readonly minTokens?: TokenAmount;
  readonly maxTokens?: TokenAmount;
  /** Somewhere in the operation id, or in the key or the name of model or feature; capitals do not count. */
  readonly search?: string;
}

/** The query is of charges, and calls them `consumption`. */
export function narrow(query: SelectQueryBuilder<ConsumptionRow>, filter: ChargeFilter): void {
  const { model, feature, operationId, minTokens, maxTokens, search } = filter;
  if (model !== undefined) query.andWhere({ model });
  if (feature !== undefined) query.andWhere({ feature });
  if (operationId !== undefined) query.andWhere({ operationId });
  if (minTokens !== undefined)
    query.andWhere('consumption.tokens >= :minTokens', { minTokens: formatAmount(minTokens) });
  if (maxTokens !== undefined)
    query.andWhere('consumption.tokens <= :maxTokens', { maxTokens: formatAmount(maxTokens) });
  if (search !== undefined) query.andWhere(mentions(schemaOf(query.connection)), { search });
}

/** A feature is called by the newest of its names. */
function mentions(schema: string): string {
  const has = (text: string) => `strpos(lower(${text}), lower(:search)) > 0`;
  return `(${has('consumption.operationId')} OR ${has('consumption.model')} OR ${has('consumption.feature')}
    OR consumption.model IN (SELECT model FROM ${schema}.models WHERE ${has('name')})
    OR consumption.feature IN (
      SELECT feature FROM (
        SELECT DISTINCT ON (feature) feature, name FROM ${schema}.rates ORDER BY feature, revision DESC
      ) AS named WHERE ${has('name')}))`;
}
