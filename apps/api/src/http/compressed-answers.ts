import type { FastifyInstance } from 'fastify';
import { coded, codingFor, isWorthCoding } from './content-coding.js';

/** Answers that are read: lists are long, and full of the same words. Streams go out as they are made. */
export function compressAnswers(fastify: FastifyInstance): void {
  fastify.addHook('onSend', async (request, reply, payload: unknown) => {
    if (request.method !== 'GET' || typeof payload !== 'string') return payload;
    if (!isWorthCoding(reply.getHeader('content-type'), payload.length)) return payload;
    void reply.header('Vary', 'Accept-Encoding');
    const coding = codingFor(request.headers['accept-encoding']);
    if (!coding) return payload;
    void reply.header('Content-Encoding', coding).removeHeader('Content-Length');
    return await coded(coding, Buffer.from(payload), 'quick');
  });
}
