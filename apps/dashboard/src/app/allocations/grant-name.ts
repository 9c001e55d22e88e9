import type { GrantView } from '#libs/contract';

const SOURCES = {
  purchase: $localize`Purchase`,
  subscription: $localize`Subscription`,
  bonus: $localize`Bonus`,
  correction: $localize`Correction`,
} as const;

/** What the grant was called when it was given, or else what kind of grant it is. */
export function grantName({ label, source }: Pick<GrantView, 'label' | 'source'>): string {
  return label ?? SOURCES[source];
}
