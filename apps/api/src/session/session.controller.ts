import { sessionSchema, signInRequestSchema, type Session, type SignInRequest } from '#libs/contract';
import type { Identity, OpenSession } from '#libs/identity';
import { Controller, Delete, Get, HttpCode, Inject, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Public, SignedIn } from '../access/access-rule.js';
import { Caller, type CallerIdentity } from '../access/caller.js';
import { IDENTITY } from '../identity/identity.module.js';
import { Endpoint } from '../openapi/endpoint.js';
import { ProblemAnswer } from '../problems/problem.js';
import { ValidBody } from '../requests/zod.pipe.js';
import { SignInAttempts } from '../throttling/sign-in-attempts.js';
import { OpenStreams } from './open-streams.js';
import { SessionCookies } from './session-cookies.js';

@Controller('/api/v1/session')
export class SessionController {
  constructor(
    @Inject(IDENTITY) private readonly identity: Identity,
    @Inject(SessionCookies) private readonly cookies: SessionCookies,
    @Inject(OpenStreams) private readonly streams: OpenStreams,
  ) {}

  @Post()
  @HttpCode(200)
  @Public()
  @SignInAttempts()
  @Endpoint({ summary: 'Sign in', answer: sessionSchema, problems: ['sign-in-failed'] })
  async signIn(
    @ValidBody(signInRequestSchema) { email, password }: SignInRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Session> {
    const user = await this.identity.users.authenticate(email, password);
    if (!user) throw new ProblemAnswer('sign-in-failed');
    const session = await this.identity.sessions.open(user);
    this.cookies.set(reply, session);
    return sessionView(session);
  }

  @Get()
  @SignedIn()
  @Endpoint({ summary: 'Who is signed in', answer: sessionSchema })
  current(@Caller() caller: CallerIdentity, @Res({ passthrough: true }) reply: FastifyReply): Session {
    const session = sessionOf(caller);
    this.cookies.setCsrfToken(reply, session);
    return sessionView(session);
  }

  @Delete()
  @HttpCode(204)
  @SignedIn()
  @Endpoint({ summary: 'Sign out', problems: ['csrf-token-invalid'] })
  async signOut(
    @Caller() caller: CallerIdentity,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    const session = sessionOf(caller);
    await this.identity.sessions.close(session.id);
    this.streams.endOf(session.id);
    this.cookies.clear(reply);
  }
}

/** An API key is no session: it is told the same as somebody who is not signed in. */
function sessionOf({ credential }: CallerIdentity): OpenSession {
  if (credential.kind !== 'session') throw new ProblemAnswer('unauthenticated');
  return credential.session;
}

function sessionView({ user, expiresAt }: OpenSession): Session {
  return sessionSchema.parse({
    userId: user.id,
    name: user.name,
    email: user.email,
    role: user.role,
    accountId: user.accountId,
    expiresAt: expiresAt.toISOString(),
  });
}
