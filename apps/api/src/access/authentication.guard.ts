import { CSRF_HEADER } from '#libs/contract';
import { sameSecret, type Identity, type OpenSession } from '#libs/identity';
import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { IDENTITY } from '../identity/identity.module.js';
import { ProblemAnswer } from '../problems/problem.js';
import { SessionCookies } from '../session/session-cookies.js';
import { ACCESS_RULE, type AccessRule } from './access-rule.js';
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
    @Inject(Reflector) private readonly reflector: Reflector,
    @Inject(IDENTITY) private readonly identity: Identity,
    @Inject(SessionCookies) private readonly cookies: SessionCookies,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const rule = this.reflector.getAllAndOverride<AccessRule | undefined>(ACCESS_RULE, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (rule?.kind === 'public') return true;
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    request.caller = await this.identify(request);
    return true;
  }

  private async identify(request: FastifyRequest): Promise<CallerIdentity> {
    const { authorization } = request.headers;
    if (authorization !== undefined) return await this.byKey(authorization);
    const token = this.cookies.tokenOf(request);
    const session = token === null ? null : await this.identity.sessions.find(token);
    if (!session) throw new ProblemAnswer('unauthenticated');
    refuseForgery(request, session);
    return callerOfSession(session);
  }

  private async byKey(authorization: string): Promise<CallerIdentity> {
    const [, key = ''] = BEARER.exec(authorization) ?? [];
    const apiKey = await this.identity.apiKeys.authenticate(key);
    if (!apiKey) throw new ProblemAnswer('unauthenticated');
    return callerOfKey(apiKey);
  }
}

function refuseForgery(request: FastifyRequest, session: OpenSession): void {
  if (SAFE_METHODS.has(request.method)) return;
  const given = request.headers[CSRF_HEADER.toLowerCase()];
  if (typeof given !== 'string' || !sameSecret(given, session.csrfToken))
    throw new ProblemAnswer('csrf-token-invalid');
}
