import type { PackageDefined, PackageRetired } from '#libs/ledger';
import type { PackageFact } from '../events/fact.js';

export interface PackagesChange {
  /** The last definition of each package in the batch. */
  readonly defined: readonly DefinedPackage[];
  /** After their last definition. */
  readonly retired: readonly PackageRetired['data'][];
}

export type DefinedPackage = PackageDefined['data'] & { readonly version: bigint };

export function foldPackages(facts: readonly PackageFact[]): PackagesChange {
  const defined = new Map<string, DefinedPackage>();
  const retired = new Map<string, PackageRetired['data']>();
  for (const { event, revision } of facts) {
    const { packageId } = event.data;
    if (event.type === 'PackageRetired') retired.set(packageId, event.data);
    else {
      defined.set(packageId, { ...event.data, version: revision });
      retired.delete(packageId);
    }
  }
  return { defined: [...defined.values()], retired: [...retired.values()] };
}
