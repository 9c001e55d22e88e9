import type { Role } from '#libs/contract';

const NAMES: Readonly<Record<Role, string>> = {
  user: $localize`user`,
  administrator: $localize`administrator`,
  auditor: $localize`auditor`,
  service: $localize`service`,
};

/** As in the middle of a sentence. */
export function roleName(role: Role): string {
  return NAMES[role];
}
