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
       (feature, revision, name, engine, icon, unit, tokens_per_unit, multipliers, effective_from, changed_at)
     SELECT * FROM unnest($1::text[], $2::bigint[], $3::text[], $4::text[], $5::text[], $6::text[],
       $7::numeric[], $8::jsonb[], $9::timestamptz[], $10::timestamptz[])`,
    columnsOf(rates, (rate) => [
      rate.feature,
      rate.revision,
      rate.name,
      rate.engine,
      rate.icon,
      rate.unit,
      rate.tokensPerUnit,
      JSON.stringify(rate.multipliers),
      rate.effectiveFrom,
      rate.changedAt,
    ]),
  );
}

async function defineModels(models: readonly ModelDefined['data'][], write: ProjectionWrite): Promise<void> {
  if (models.length === 0) return;
  await write.run(
    `INSERT INTO ${write.schema}.models (model, name, engine, icon)
     SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[])
     ON CONFLICT (model) DO UPDATE
     SET name = excluded.name, engine = excluded.engine, icon = excluded.icon`,
    columnsOf(models, (model) => [model.model, model.name, model.engine, model.icon]),
  );
}
