import { LucideHistory, LucideLayers, LucideLayoutDashboard, type LucideIcon } from '@lucide/angular';

export interface Place {
  readonly name: string;
  readonly icon: LucideIcon;
  /** A section of the overview, by its id; the top of the page when null. */
  readonly section: string | null;
}

/** What there is to go to now; more pages come with what they show. */
export const PLACES: readonly Place[] = [
  { name: 'Overview', icon: LucideLayoutDashboard, section: null },
  { name: 'Allocations', icon: LucideLayers, section: 'allocations' },
  { name: 'Usage', icon: LucideHistory, section: 'usage-history' },
];
