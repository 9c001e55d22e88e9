import type { Configuration } from '#libs/platform';
import type { FastifyRequest } from 'fastify';

/** Where the browser that asks finds this API: it has to come back to the host that its session belongs to. */
export function publicBase({ PUBLIC_URL }: Configuration, { protocol, host }: FastifyRequest): string {
  return PUBLIC_URL ?? `${protocol}://${host}`;
}
