import { In, type EntityManager } from 'typeorm';
import { modelEntity } from './model.entity.js';
import { rateEntity } from './rate.entity.js';

/** What screens call models and features; one without a name is called by its key. */
export class NamesOf {
  private constructor(
    private readonly models: ReadonlyMap<string, string>,
    private readonly features: ReadonlyMap<string, string>,
  ) {}

  static async read(
    manager: EntityManager,
    rows: readonly { readonly model: string; readonly feature?: string | null }[],
  ): Promise<NamesOf> {
    const models = await manager.findBy(modelEntity, { model: In(distinct(rows.map((row) => row.model))) });
    const rates = await manager
      .createQueryBuilder(rateEntity, 'rate')
      .distinctOn(['rate.feature'])
      .where({ feature: In(distinct(rows.flatMap((row) => row.feature ?? []))) })
      .orderBy('rate.feature')
      .addOrderBy('rate.revision', 'DESC')
      .getMany();
    return new NamesOf(
      new Map(models.map(({ model, name }) => [model, name])),
      new Map(rates.map(({ feature, name }) => [feature, name])),
    );
  }

  ofModel(model: string): string {
    return this.models.get(model) ?? model;
  }

  ofFeature(feature: string): string {
    return this.features.get(feature) ?? feature;
  }
}

function distinct(keys: readonly string[]): string[] {
  return [...new Set(keys)];
}
