import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

export const CORRELATION_ID_HEADER = 'X-Correlation-Id';

/** What cannot break a log line or a header. */
const SANE = /^[\w.:-]{1,128}$/;

/** The caller's correlation id where it is sane, else a new one. */
export function correlationIdOf(request: Pick<IncomingMessage, 'headers'>): string {
  const given = request.headers[CORRELATION_ID_HEADER.toLowerCase()];
  return typeof given === 'string' && SANE.test(given) ? given : randomUUID();
}

/** Fastify's request id is the correlation id, see `fastify-server.ts`. */
export const CorrelationId = createParamDecorator(
  (_: unknown, context: ExecutionContext): string => context.switchToHttp().getRequest<FastifyRequest>().id,
);
