import type { Offer, Package, Packages } from '#libs/contract';
import { IsNull, Not, type DataSource, type FindOperator } from 'typeorm';
import { packageEntity, type PackageRow } from './package.entity.js';

/** What is sold. */
export class PackagesQuery {
  constructor(private readonly database: DataSource) {}

  /** By kind, and the cheapest of each kind first. */
  async onSale(): Promise<Packages> {
    return await this.page(IsNull());
  }

  /** What was on sale, as it was last. */
  async retired(): Promise<Packages> {
    return await this.page(Not(IsNull()));
  }

  private async page(retiredAt: FindOperator<Date>): Promise<Packages> {
    const rows = await this.database.manager.findBy(packageEntity, { retiredAt });
    return { items: rows.sort(byKindAndPrice).map(packageView) };
  }
}

const KINDS: readonly Offer['kind'][] = ['tokens', 'bundle', 'plan'];

function byKindAndPrice(a: PackageRow, b: PackageRow): number {
  const kinds = KINDS.indexOf(a.offer.kind) - KINDS.indexOf(b.offer.kind);
  const prices = leastPrice(a.offer) - leastPrice(b.offer);
  return kinds || Number(prices) || a.packageId.localeCompare(b.packageId, 'en');
}

function leastPrice(offer: Offer): bigint {
  const price = offer.kind === 'tokens' ? offer.tiers[0]?.unitPrice : offer.price;
  return BigInt(price?.minorUnits ?? 0);
}

function packageView({ definedAt, retiredAt, ...row }: PackageRow): Package {
  return { ...row, definedAt: definedAt.toISOString(), retiredAt: retiredAt?.toISOString() ?? null };
}
