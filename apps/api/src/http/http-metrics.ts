import { REPLAYED_HEADER } from '#libs/contract';
import type { Registry } from '#libs/platform';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Counter, Histogram } from 'prom-client';

const COMMAND_METHODS = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);
const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Durations by route, not by path: accounts must not become labels. */
export function measureRequests(fastify: FastifyInstance, registry: Registry): void {
  const durations = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time to answer a request.',
    labelNames: ['method', 'route', 'status'],
    buckets: SECONDS,
    registers: [registry],
  });
  const commands = new Counter({
    name: 'commands_total',
    help: 'Commands by outcome: accepted, replayed, or the code of the refusal.',
    labelNames: ['command', 'outcome'],
    registers: [registry],
  });
  fastify.addHook('onResponse', (request, reply, done) => {
    const { method } = request;
    const route = request.routeOptions.url ?? 'unknown';
    durations.observe({ method, route, status: reply.statusCode }, reply.elapsedTime / 1_000);
    if (isCommand(request, route))
      for (const outcome of outcomesOf(request, reply))
        commands.inc({ command: `${method} ${route}`, outcome });
    done();
  });
}

function isCommand({ method }: FastifyRequest, route: string): boolean {
  return COMMAND_METHODS.has(method) && route.startsWith('/api/v1/') && route !== '/api/v1/session';
}

function outcomesOf(request: FastifyRequest, reply: FastifyReply): readonly string[] {
  const whole = request.problemCode ?? (reply.hasHeader(REPLAYED_HEADER) ? 'replayed' : 'accepted');
  return request.itemOutcomes ?? [whole];
}
