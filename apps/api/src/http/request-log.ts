import type { FastifyInstance } from 'fastify';

/** One line for each request: failures are always seen, successes at the level `debug`. */
export function logRequests(fastify: FastifyInstance): void {
  fastify.addHook('onResponse', (request, reply, done) => {
    const line = {
      method: request.method,
      path: request.url.split('?')[0],
      status: reply.statusCode,
      milliseconds: Math.round(reply.elapsedTime * 10) / 10,
      ...(request.caller && { actor: request.caller.actor }),
      ...(request.problemCode && { problem: request.problemCode }),
    };
    request.log[levelOf(reply.statusCode)](line, 'request');
    done();
  });
}

function levelOf(status: number): 'error' | 'info' | 'debug' {
  if (status >= 500) return 'error';
  return status >= 400 ? 'info' : 'debug';
}
