import { CSRF_HEADER } from '#libs/contract';
import { sameSecret, type Identity, type OpenSession } from '#libs/identity';
import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { IDENTITY } from '../identity/identity.module.js';
import { ProblemAnswer } from '../problems/problem.js';
import { SessionCookies } from '../session/session-cookies.js';
import { RequestLimitGuard } from '../throttling/request-limit.guard.js';
import { isPublic } from './access-rule.js';
import type { CallerIdentity } from './caller.js';
import { callerOfKey, callerOfSession } from './identify-caller.js';

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);
const BEARER = /^Bearer +(\S+)$/i;

/**
 * Finds out who sends a request: an API key in the header Authorization, or else a session cookie.
 * Wrong and missing credentials are refused alike. A session cookie alone does not prove that the
 * page was ours that sent an unsafe request; the session's CSRF token in a header does.
 */
@Injectable()
export class AuthenticationGuard implements CanActivate {
  constructor(
    @Inject(IDENTITY) private readonly identity: Identity,
    @Inject(SessionCookies) private readonly cookies: SessionCookies,
    @Inject(RequestLimitGuard) private readonly limit: RequestLimitGuard,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (isPublic(context)) return true;
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const { authorization } = request.headers;
    request.caller = await (authorization === undefined
      ? this.bySession(request)
      : this.byKey(authorization, context));
    return true;
  }

  private async bySession(request: FastifyRequest): Promise<CallerIdentity> {
    const token = this.cookies.tokenOf(request);
    const session = token === null ? null : await this.identity.sessions.find(token);
    if (!session) throw new ProblemAnswer('unauthenticated');
    refuseForgery(request, session);
    return callerOfSession(session);
  }

  /** Whoever shows no valid key is counted, and a key never seen before Postgres is asked for it. */
  private async byKey(authorization: string, context: ExecutionContext): Promise<CallerIdentity> {
    const [, key = ''] = BEARER.exec(authorization) ?? [];
    const seen = this.identity.apiKeys.hasSeen(key);
    if (!seen) await this.limit.countAgainstAddress(context);
    const apiKey = await this.identity.apiKeys.authenticate(key);
    if (apiKey) return callerOfKey(apiKey);
    if (seen) await this.limit.countAgainstAddress(context);
    throw new ProblemAnswer('unauthenticated');
  }
}

function refuseForgery(request: FastifyRequest, session: OpenSession): void {
  if (SAFE_METHODS.has(request.method)) return;
  const given = request.headers[CSRF_HEADER.toLowerCase()];
  if (typeof given !== 'string' || !sameSecret(given, session.csrfToken))
    throw new ProblemAnswer('csrf-token-invalid');
}
