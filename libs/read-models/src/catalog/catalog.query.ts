import type { Features, Models, Rate } from '#libs/contract';
import { formatAmount } from '#libs/ledger';
import type { DataSource, SelectQueryBuilder } from 'typeorm';
import { modelEntity } from './model.entity.js';
import { rateEntity, type RateRow } from './rate.entity.js';

/** Models, and features with the rate in force at a moment. */
export class CatalogQuery {
  constructor(private readonly database: DataSource) {}

  /** Features whose first rate lies in the future are not listed. */
  async features(now: Date): Promise<Features> {
    return { items: (await this.ratesInForce(now).getMany()).map(toRate) };
  }

  /** Features without a rate at that moment, each with the first that it will have. */
  async featuresToCome(now: Date): Promise<Features> {
    const rows = await this.database.manager
      .createQueryBuilder(rateEntity, 'rate')
      .distinctOn(['rate.feature'])
      .where((query) => {
        const begun = query
          .subQuery()
          .select('begun.feature')
          .from(rateEntity, 'begun')
          .where('begun.effectiveFrom <= :now', { now })
          .getQuery();
        return `rate.feature NOT IN ${begun}`;
      })
      .setParameter('now', now)
      .orderBy('rate.feature')
      .addOrderBy('rate.effectiveFrom', 'ASC')
      .addOrderBy('rate.revision', 'DESC')
      .getMany();
    return { items: rows.map(toRate) };
  }

  /** @returns null when the feature has no rate at that moment. */
  async rate(feature: string, now: Date): Promise<Rate | null> {
    const row = await this.ratesInForce(now).andWhere({ feature }).getOne();
    return row && toRate(row);
  }

  async models(): Promise<Models> {
    const models = await this.database.manager.find(modelEntity, { order: { model: 'ASC' } });
    return { items: models.map(({ model, name, engine, icon }) => ({ model, name, engine, icon })) };
  }

  /** Of each feature the latest effective; of two from the same instant, the one decided later. */
  private ratesInForce(now: Date): SelectQueryBuilder<RateRow> {
    return this.database.manager
      .createQueryBuilder(rateEntity, 'rate')
      .distinctOn(['rate.feature'])
      .where('rate.effectiveFrom <= :now', { now })
      .orderBy('rate.feature')
      .addOrderBy('rate.effectiveFrom', 'DESC')
      .addOrderBy('rate.revision', 'DESC');
  }
}

/** As the API shows it. */
export function toRate(row: RateRow): Rate {
  return {
    feature: row.feature,
    name: row.name,
    engine: row.engine,
    icon: row.icon,
    unit: row.unit,
    tokensPerUnit: formatAmount(row.tokensPerUnit),
    multipliers: { ...row.multipliers },
    effectiveFrom: row.effectiveFrom.toISOString(),
    revision: Number(row.revision),
  };
}
