import type { Offer } from '#libs/contract';
import { EntitySchema } from 'typeorm';

/** A package in its latest version. */
export interface PackageRow {
  readonly packageId: string;
  readonly version: number;
  readonly name: string;
  readonly description: string;
  readonly offer: Offer;
  readonly definedAt: Date;
  readonly retiredAt: Date | null;
}

export const packageEntity = new EntitySchema<PackageRow>({
  name: 'Package',
  tableName: 'packages',
  columns: {
    packageId: { type: 'text', name: 'package_id', primary: true },
    version: { type: 'integer' },
    name: { type: 'text' },
    description: { type: 'text' },
    offer: { type: 'jsonb' },
    definedAt: { type: 'timestamptz', name: 'defined_at' },
    retiredAt: { type: 'timestamptz', name: 'retired_at', nullable: true },
  },
});
