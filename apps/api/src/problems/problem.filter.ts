import type { Problem } from '#libs/contract';
import { Catch, Logger, NotFoundException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { edgeProblem, ProblemAnswer, RefusedCommand, refusalProblem, retryAfterSeconds } from './problem.js';
import { recognizeError } from './recognize-error.js';

/** The one place where errors become answers: every one is application/problem+json. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly log = new Logger('Problem');

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    this.answer(error, http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>());
  }

  answer(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
    if (error instanceof RefusedCommand) {
      send(refusalProblem(error.refusal), request, reply);
      return;
    }
    const answer = this.otherMethod(error, request, reply) ?? recognizeError(error) ?? unforeseen(error);
    const problem = edgeProblem(answer);
    if (problem.status >= 500) this.report(answer, request);
    const retryAfter = retryAfterSeconds(answer);
    if (retryAfter !== null && !reply.hasHeader('Retry-After')) reply.header('Retry-After', retryAfter);
    if (problem.status === 401) reply.header('WWW-Authenticate', 'Bearer');
    send(problem, request, reply);
  }

  /** The router says "not found" for a path that other methods have. */
  private otherMethod(error: unknown, request: FastifyRequest, reply: FastifyReply): ProblemAnswer | null {
    if (!(error instanceof NotFoundException)) return null;
    const methods = request.server.registeredRoutes.methodsOf(request.url.split('?')[0] ?? '');
    if (methods.length === 0) return null;
    void reply.header('Allow', methods.join(', '));
    return new ProblemAnswer('method-not-allowed');
  }

  private report({ code, cause }: ProblemAnswer, request: FastifyRequest): void {
    const what = `${request.method} ${request.url}: ${code}`;
    if (code === 'internal-error') this.log.error(what, cause instanceof Error ? cause.stack : String(cause));
    else this.log.warn(`${what}${cause instanceof Error ? `: ${cause.message}` : ''}`);
  }
}

function unforeseen(cause: unknown): ProblemAnswer {
  return new ProblemAnswer('internal-error', {}, { cause });
}

function send(problem: Problem, request: FastifyRequest, reply: FastifyReply): void {
  request.problemCode = problem.code;
  if (reply.sent || reply.raw.headersSent) {
    reply.raw.destroy(); // too late for an answer: a connection that breaks says at least that this is not all
    return;
  }
  const [path] = request.url.split('?');
  void reply
    .status(problem.status)
    .header('Cache-Control', 'no-store')
    .type('application/problem+json; charset=utf-8')
    .serializer((body: unknown) => JSON.stringify(body))
    .send({ ...problem, instance: path, correlationId: request.id });
}
