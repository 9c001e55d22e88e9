import type { ModelDefined } from '#libs/ledger';
import { columnsOf, type ProjectionWrite } from '../projecting/projection-write.js';
import type { AddedRate, CatalogChange } from './catalog.projection.js';

export async function writeCatalog({ rates, models }: CatalogChange, write: ProjectionWrite): Promise<void> {
  await addRates(rates, write);
  await defineModels(models, write);
}

async function addRates(rates: readonly AddedRate[], write: ProjectionWrite): Promise<void> {
  if (rates.length === 0) return;
  await write.run(
    `INSERT INTO ${write.schema}.rates
       (feature, revision, name, unit, tokens_per_unit, effective_from, changed_at)
     SELECT * FROM unnest($1::text[], $2::bigint[], $3::text[], $4::text[], $5::numeric[],
       $6::timestamptz[], $7::timestamptz[])`,
    columnsOf(rates, (rate) => [
      rate.feature,
      rate.revision,
      rate.name,
      rate.unit,
      rate.tokensPerUnit,
      rate.effectiveFrom,
      rate.changedAt,
    ]),
  );
}

async function defineModels(models: readonly ModelDefined['data'][], write: ProjectionWrite): Promise<void> {
  if (models.length === 0) return;
  await write.run(
    `INSERT INTO ${write.schema}.models (model, name, engine)
     SELECT * FROM unnest($1::text[], $2::text[], $3::text[])
     ON CONFLICT (model) DO UPDATE SET name = excluded.name, engine = excluded.engine`,
    columnsOf(models, (model) => [model.model, model.name, model.engine]),
  );
}
