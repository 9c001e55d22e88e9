import type { Configuration, Logger } from '#libs/platform';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { LogController, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { ProblemFilter } from '../problems/problem.filter.js';
import { CORRELATION_ID_HEADER, correlationIdOf } from '../requests/correlation-id.js';

/** The longest text that the contract allows, every character escaped as \uXXXX, and what stands around it. */
export const BODY_BYTES_MAX = 1024 * 1024;
/** An id of 128 characters, each percent-encoded. */
const PATH_PARAMETER_LENGTH_MAX = 400;

export function createFastifyAdapter(configuration: Configuration, logger: Logger): FastifyAdapter {
  const adapter = new ProblemAnsweringAdapter(configuration, logger);
  const fastify = adapter.getInstance();
  fastify.removeContentTypeParser('text/plain');
  fastify.decorateRequest('caller', null);
  fastify.decorateRequest('problemCode', null);
  fastify.decorateRequest('itemOutcomes', null);
  fastify.addHook('onRequest', (request: FastifyRequest, reply: FastifyReply, done) => {
    void reply.header(CORRELATION_ID_HEADER, request.id);
    done();
  });
  return adapter;
}

const problems = new ProblemFilter();

class ProblemAnsweringAdapter extends FastifyAdapter {
  constructor(configuration: Configuration, logger: Logger) {
    super({
      loggerInstance: logger,
      logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'correlationId' }),
      bodyLimit: BODY_BYTES_MAX,
      // What still comes over an open connection while we stop is answered; the connection is closed after it.
      return503OnClosing: false,
      routerOptions: { maxParamLength: PATH_PARAMETER_LENGTH_MAX },
      trustProxy: configuration.TRUSTED_PROXIES?.split(',').map((address) => address.trim()) ?? false,
      genReqId: correlationIdOf,
      // A path that the router cannot read is answered before any hook runs.
      frameworkErrors: (error: Error, request: FastifyRequest, reply: FastifyReply) => {
        void reply.header(CORRELATION_ID_HEADER, request.id);
        problems.answer(error, request, reply);
      },
    });
  }

  /** Nest would hide what is wrong with a body behind one exception for all errors of Fastify. */
  override setErrorHandler(): FastifyInstance {
    return this.getInstance().setErrorHandler((error: Error, request, reply) =>
      problems.answer(error, request, reply),
    );
  }
}
