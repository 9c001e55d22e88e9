import '@fastify/cookie'; // gives requests their `cookies` and replies `setCookie`
import { CSRF_COOKIE } from '#libs/contract';
import { SESSION_AGE_MS_MAX, type OpenedSession, type OpenSession } from '#libs/identity';
import type { Configuration } from '#libs/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CONFIGURATION } from '../configuration/configuration.module.js';

/** The session's token where no script reads it, and its CSRF token where our own page can. */
@Injectable()
export class SessionCookies {
  /** Browsers accept the prefix `__Host-` only from this very host, over HTTPS. */
  readonly name: string;
  private readonly attributes;

  constructor(@Inject(CONFIGURATION) { COOKIE_SECURE }: Configuration) {
    this.name = COOKIE_SECURE ? '__Host-session' : 'session';
    this.attributes = { path: '/', sameSite: 'strict', secure: COOKIE_SECURE } as const;
  }

  tokenOf(request: FastifyRequest): string | null {
    return request.cookies[this.name] ?? null;
  }

  /** Both live as long as a session can at most; the session itself may end sooner. */
  set(reply: FastifyReply, session: OpenedSession): void {
    const maxAge = SESSION_AGE_MS_MAX / 1_000;
    reply.setCookie(this.name, session.token, { ...this.attributes, httpOnly: true, maxAge });
    reply.setCookie(CSRF_COOKIE, session.csrfToken, { ...this.attributes, maxAge });
  }

  /** For a page that lost its CSRF cookie. */
  setCsrfToken(reply: FastifyReply, session: OpenSession): void {
    const maxAge = SESSION_AGE_MS_MAX / 1_000;
    reply.setCookie(CSRF_COOKIE, session.csrfToken, { ...this.attributes, maxAge });
  }

  clear(reply: FastifyReply): void {
    reply.clearCookie(this.name, { ...this.attributes, httpOnly: true });
    reply.clearCookie(CSRF_COOKIE, this.attributes);
  }
}
