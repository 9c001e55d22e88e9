import { PLATFORM_SCOPES, ROLE_SCOPES, type Scope } from '#libs/contract';
import type { IdentifiedKey, OpenSession } from '#libs/identity';
import type { CallerIdentity } from './caller.js';

/** Users see their own account only; auditors and administrators every one. */
export function callerOfSession(session: OpenSession): CallerIdentity {
  const { id, role, accountId } = session.user;
  return {
    actor: `user:${id}`,
    accountId,
    role,
    scopes: new Set(ROLE_SCOPES[role]),
    confined: role === 'user',
    credential: { kind: 'session', session },
  };
}

/** A key has the scopes that it was given, as far as its role allows them. */
export function callerOfKey(apiKey: IdentifiedKey): CallerIdentity {
  const { id, role, accountId } = apiKey;
  return {
    actor: `service:${id}`,
    accountId,
    role,
    scopes: scopesOf(apiKey),
    confined: accountId !== null || role === 'user',
    credential: { kind: 'api-key', apiKey },
  };
}

function scopesOf({ role, scopes, accountId }: IdentifiedKey): ReadonlySet<Scope> {
  const allowed = accountId === null ? scopes : scopes.filter((scope) => !PLATFORM_SCOPES.includes(scope));
  return new Set(allowed.filter((scope) => ROLE_SCOPES[role].includes(scope)));
}

export function mayReach(caller: CallerIdentity, accountId: string): boolean {
  return !caller.confined || caller.accountId === accountId;
}
