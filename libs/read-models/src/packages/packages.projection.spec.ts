import type { PackageEvent } from '#libs/ledger';
import { foldPackages } from './packages.projection.js';

const AT = '2026-01-03T07:58:00.000Z';
const PRICE = { minorUnits: '999', currency: 'USD' } as const;

const defined = (name: string, packageId = 'starter'): PackageEvent => ({
  type: 'PackageDefined',
  data: {
    packageId,
    name,
    description: '',
    offer: { kind: 'bundle', items: [], price: PRICE, listPrice: PRICE, expiresAfterDays: null },
    definedAt: AT,
  },
});
const retired: PackageEvent = {
  type: 'PackageRetired',
  data: { packageId: 'starter', reason: 'old', retiredAt: AT },
};
const fold = (...events: readonly PackageEvent[]) =>
  foldPackages(
    events.map((event, index) => ({
      about: 'package',
      position: BigInt(index + 1),
      revision: BigInt(index),
      event,
    })),
  );

it('keeps the last definition of each package, with its version', () => {
  const change = fold(defined('Starter'), defined('Pro', 'pro'), defined('Starter Bundle'));
  expect(change).toMatchObject({
    defined: [
      { packageId: 'starter', name: 'Starter Bundle', version: 2n },
      { packageId: 'pro', version: 1n },
    ],
    retired: [],
  });
});

it('retires what was defined before', () => {
  expect(fold(defined('Starter'), retired)).toMatchObject({
    defined: [{ packageId: 'starter' }],
    retired: [retired.data],
  });
});

it('forgets a retirement when the package is defined anew', () => {
  expect(fold(retired, defined('Starter')).retired).toEqual([]);
});
