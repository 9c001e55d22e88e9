import { IDEMPOTENCY_KEY_HEADER, operationIdSchema } from '#libs/contract';
import type { FastifyRequest } from 'fastify';
import { ProblemAnswer } from '../problems/problem.js';

/** The caller's key for the command: the same key never does something twice. Without one it is refused. */
export function idempotencyKeyOf(request: FastifyRequest): string {
  const key = operationIdSchema.safeParse(request.headers[IDEMPOTENCY_KEY_HEADER.toLowerCase()]);
  if (!key.success) throw new ProblemAnswer('idempotency-key-missing');
  return key.data;
}
