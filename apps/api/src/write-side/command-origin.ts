import { canonicalJson, type Json } from '#libs/event-store';
import { requestHash, type Operation } from '#libs/aggregates';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { callerOf } from '../access/caller.js';
import { idempotencyKeyOf } from '../requests/idempotency-key.js';

/** Who asks, under which key: everything about a command but what it is. */
export interface CommandOrigin {
  readonly operationId: string;
  readonly actor: string;
  readonly correlationId: string;
}

/** Of the request being served. A command without an idempotency key is refused. */
export const Origin = createParamDecorator((_: unknown, context: ExecutionContext): CommandOrigin => {
  const request = context.switchToHttp().getRequest<FastifyRequest>();
  return {
    operationId: idempotencyKeyOf(request),
    actor: callerOf(request).actor,
    correlationId: request.id,
  };
});

/**
 * @param body what the same key must be sent with again. Two commands of different names never count
 * as the same, whatever their bodies.
 */
export function operationOf(origin: CommandOrigin, command: string, body: object): Operation {
  const content = JSON.parse(canonicalJson({ command, body: body as Json })) as Json; // without undefined members
  return { ...origin, causationId: origin.correlationId, requestHash: requestHash(content) };
}
