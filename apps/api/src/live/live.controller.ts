import { keySchema, projectedMessageSchema } from '#libs/contract';
import type { Identity } from '#libs/identity';
import { ProjectionFeed } from '#libs/read-models';
import { Controller, Inject, Sse, type MessageEvent } from '@nestjs/common';
import type { Observable } from 'rxjs';
import { RequireScope } from '../access/access-rule.js';
import { Caller, type CallerIdentity, type Credential } from '../access/caller.js';
import { IDENTITY } from '../identity/identity.module.js';
import { StreamEndpoint } from '../openapi/endpoint.js';
import { ProblemAnswer } from '../problems/problem.js';
import { ValidParam } from '../requests/zod.pipe.js';
import { OpenStreams } from '../session/open-streams.js';
import { liveMessages } from './live-messages.js';

const HEARTBEAT_MS = 15_000;
/** Of one session or key: more than anybody has tabs, fewer than would hurt. */
const STREAMS_MAX = 100;

@Controller('/api/v1/accounts/:accountId/live')
export class LiveController {
  constructor(
    @Inject(ProjectionFeed) private readonly feed: ProjectionFeed,
    @Inject(IDENTITY) private readonly identity: Identity,
    @Inject(OpenStreams) private readonly streams: OpenStreams,
  ) {}

  @Sse()
  @RequireScope('balances:read')
  @StreamEndpoint({
    summary: 'Follow the changes of an account',
    description:
      'Server-sent events named `projected`: one at once, then one whenever the read models of the account ' +
      'include something new. Ends when the session ends.',
    answer: projectedMessageSchema,
    problems: ['rate-limited'],
  })
  live(
    @ValidParam('accountId', keySchema) accountId: string,
    @Caller() { credential }: CallerIdentity,
  ): Observable<MessageEvent> {
    if (this.streams.countOf(idOf(credential)) >= STREAMS_MAX) {
      throw new ProblemAnswer('rate-limited', {
        detail: `At most ${STREAMS_MAX} streams may be open at a time.`,
      });
    }
    return liveMessages({
      position: () => this.feed.position(),
      changes: (signal) => this.feed.changes(accountId, signal),
      stillAllowed: () => this.isOpen(credential),
      onEnd: (end) => this.streams.add(idOf(credential), end),
      heartbeatMs: HEARTBEAT_MS,
    });
  }

  private async isOpen(credential: Credential): Promise<boolean> {
    const { sessions, apiKeys } = this.identity;
    return await (credential.kind === 'session'
      ? sessions.isOpen(credential.session.id)
      : apiKeys.isOpen(credential.apiKey.id));
  }
}

function idOf(credential: Credential): string {
  return credential.kind === 'session' ? credential.session.id : credential.apiKey.id;
}
