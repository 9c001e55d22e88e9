import type { CallerIdentity } from '../access/caller.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by the authentication guard; null for a public route. */
    caller: CallerIdentity | null;
    /** Set when a problem is answered, for metrics and the log. */
    problemCode: string | null;
    /** Of a batch: what became of each command in it, for metrics; null for all else. */
    itemOutcomes: readonly string[] | null;
  }
}
