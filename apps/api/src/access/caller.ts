import type { Role, Scope } from '#libs/contract';
import type { IdentifiedKey, OpenSession } from '#libs/identity';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { ProblemAnswer } from '../problems/problem.js';

/** Who sent a request, and what they may do. */
export interface CallerIdentity {
  /** As events record it: `user:<id>` or `service:<API key id>`. */
  readonly actor: string;
  /** The user's own account, or the only account of a restricted key. */
  readonly accountId: string | null;
  readonly role: Role;
  readonly scopes: ReadonlySet<Scope>;
  /** True when no other account than `accountId` may be reached. */
  readonly confined: boolean;
  readonly credential: Credential;
}

export type Credential =
  | { readonly kind: 'session'; readonly session: OpenSession }
  | { readonly kind: 'api-key'; readonly apiKey: IdentifiedKey };

/** The caller of the request. Public routes have none, and must not ask. */
export const Caller = createParamDecorator((_: unknown, context: ExecutionContext): CallerIdentity =>
  callerOf(context.switchToHttp().getRequest<FastifyRequest>()),
);

export function callerOf({ caller }: FastifyRequest): CallerIdentity {
  if (!caller) throw new ProblemAnswer('unauthenticated');
  return caller;
}
