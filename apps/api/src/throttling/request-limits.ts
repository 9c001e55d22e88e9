import type { Configuration } from '#libs/platform';
import type { ExecutionContext } from '@nestjs/common';
import type { ThrottlerModuleOptions } from '@nestjs/throttler';
import type { FastifyRequest } from 'fastify';
import { takesPasswords } from './sign-in-attempts.js';

const MINUTE_MS = 60_000;
const SIGN_IN_MS = 5 * MINUTE_MS;

/**
 * Guessing a password is stopped by e-mail, whoever asks, and by address, whatever is asked.
 * Requests with an API key are not limited: services send thousands a second.
 */
export function requestLimits(configuration: Configuration): ThrottlerModuleOptions {
  const { REQUESTS_PER_MINUTE_MAX, SIGN_IN_ATTEMPTS_MAX } = configuration;
  const exceptSignIn = (context: ExecutionContext) => !takesPasswords(context);
  return {
    setHeaders: false,
    generateKey: (_context, tracker, name) => `${name}:${tracker}`,
    throttlers: [
      { name: 'requests', ttl: MINUTE_MS, limit: REQUESTS_PER_MINUTE_MAX, skipIf: hasApiKey },
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

function hasApiKey(context: ExecutionContext): boolean {
  return context.switchToHttp().getRequest<FastifyRequest>().headers.authorization !== undefined;
}

/** The body is not validated yet when attempts are counted. */
function emailOf(body: unknown): string {
  const email = typeof body === 'object' && body !== null && 'email' in body ? body.email : null;
  return typeof email === 'string' ? email.slice(0, 254).trim().normalize('NFKC').toLowerCase() : '';
}
