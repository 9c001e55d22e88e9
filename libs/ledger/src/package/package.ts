import type { Decider, Decision } from '../decider/decider.js';
import { definePackage, type DefinePackage } from './define-package.js';
import type { Offer, PackageEvent } from './package.events.js';

/** A package as it is sold now, or was last. */
export interface Package {
  readonly packageId: string;
  /** Revision of its latest definition. */
  readonly version: number;
  readonly name: string;
  readonly description: string;
  readonly offer: Offer;
  readonly retired: boolean;
  /** Events so far. */
  readonly revision: number;
}

export interface RetirePackage {
  readonly type: 'RetirePackage';
  readonly packageId: string;
  readonly reason: string;
}

export type PackageCommand = DefinePackage | RetirePackage;

export const packageDecider: Decider<Package | null, PackageCommand, PackageEvent> = {
  initialState: null,
  decide: (command, state, now) =>
    command.type === 'DefinePackage' ? definePackage(command, now) : retirePackage(command, state, now),
  evolve: evolvePackage,
};

export function evolvePackage(state: Package | null, event: PackageEvent): Package | null {
  const revision = (state?.revision ?? 0) + 1;
  if (event.type === 'PackageRetired') return state && { ...state, retired: true, revision };
  const { packageId, name, description, offer } = event.data;
  return { packageId, version: revision - 1, name, description, offer, retired: false, revision };
}

function retirePackage(
  { packageId, reason }: RetirePackage,
  state: Package | null,
  now: Date,
): Decision<PackageEvent> {
  if (!state || state.retired) return { code: 'package-not-on-sale', packageId };
  return [{ type: 'PackageRetired', data: { packageId, reason, retiredAt: now.toISOString() } }];
}
