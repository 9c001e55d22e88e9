import { IDEMPOTENCY_KEY_HEADER } from '#libs/contract';
import type { FastifyRequest } from 'fastify';
import { ProblemAnswer } from '../problems/problem.js';

const VISIBLE_ASCII = /^[\x21-\x7e]{1,200}$/;

/** The caller's key for the command: the same key never does something twice. Its absence is refused. */
export function idempotencyKeyOf(request: FastifyRequest): string {
  const header = request.headers[IDEMPOTENCY_KEY_HEADER.toLowerCase()];
  if (typeof header !== 'string' || !VISIBLE_ASCII.test(header))
    throw new ProblemAnswer('idempotency-key-missing');
  return header;
}
