import { ROLE_SCOPES, ROLES, type ProblemCode, type Scope } from '#libs/contract';
import type { AccessRule } from '../access/access-rule.js';

/** Who may call an endpoint, in a sentence. */
export function describeAccess(rule: AccessRule, ofAccount: boolean): string {
  switch (rule.kind) {
    case 'public':
      return 'Anybody.';
    case 'signed-in':
      return 'Anybody who is signed in.';
    case 'scope':
      return `Callers with the scope \`${rule.scope}\`: ${rolesWith(rule.scope)}${ofAccount ? ', for an account that they may reach' : ''}.`;
  }
}

function rolesWith(scope: Scope): string {
  return ROLES.filter((role) => ROLE_SCOPES[role].includes(scope)).join(', ');
}

export function accessProblems(rule: AccessRule): readonly ProblemCode[] {
  if (rule.kind === 'public') return ['rate-limited'];
  return ['unauthenticated', 'forbidden', 'rate-limited'];
}
