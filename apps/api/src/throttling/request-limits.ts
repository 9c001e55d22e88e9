import type { Configuration } from '#libs/platform';
import type { ExecutionContext } from '@nestjs/common';
import type { ThrottlerModuleOptions } from '@nestjs/throttler';
import type { FastifyRequest } from 'fastify';
import { isPublic } from '../access/access-rule.js';
import { takesPasswords } from './sign-in-attempts.js';

const MINUTE_MS = 60_000;
const SIGN_IN_MS = 5 * MINUTE_MS;

/**
 * Guessing a password is stopped by e-mail, whoever asks, and by address, whatever is asked.
 * Requests with a valid API key are not limited: services send thousands a second. Whether a key is valid
 * the authentication guard finds out, and counts it against the address when it is not.
 */
export function requestLimits(configuration: Configuration): ThrottlerModuleOptions {
  const { SIGN_IN_ATTEMPTS_MAX } = configuration;
  const exceptSignIn = (context: ExecutionContext) => !takesPasswords(context);
  return {
    setHeaders: false,
    generateKey: limitKey,
    throttlers: [
      requestsOfAddress(configuration),
      {
        name: 'sign-in by e-mail',
        ttl: SIGN_IN_MS,
        limit: SIGN_IN_ATTEMPTS_MAX,
        skipIf: exceptSignIn,
        getTracker: ({ body }) => emailOf(body),
      },
      { name: 'sign-in by address', ttl: SIGN_IN_MS, limit: SIGN_IN_ATTEMPTS_MAX * 10, skipIf: exceptSignIn },
    ],
  };
}

export function requestsOfAddress({ REQUESTS_PER_MINUTE_MAX }: Configuration) {
  return { name: 'requests', ttl: MINUTE_MS, limit: REQUESTS_PER_MINUTE_MAX, skipIf: isToBeAuthenticated };
}

/** One count for all routes. */
export function limitKey(_context: ExecutionContext, tracker: string, name: string): string {
  return `${name}:${tracker}`;
}

/** By an API key. Where anybody may ask, nobody looks whether the key is one. */
function isToBeAuthenticated(context: ExecutionContext): boolean {
  const { authorization } = context.switchToHttp().getRequest<FastifyRequest>().headers;
  return authorization !== undefined && !isPublic(context);
}

/** The body is not validated yet when attempts are counted. */
function emailOf(body: unknown): string {
  const email = typeof body === 'object' && body !== null && 'email' in body ? body.email : null;
  return typeof email === 'string' ? email.slice(0, 254).trim().normalize('NFKC').toLowerCase() : '';
}
