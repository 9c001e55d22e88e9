import type { FastifyReply, FastifyRequest } from 'fastify';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { coded, codingFor, isWorthCoding } from '../http/content-coding.js';

/**
 * The text files of a build, as small as they can be made: once, when they are first asked for, and then kept.
 * A build has few files, and they do not change while it is served.
 */
export class CompressedFiles {
  private readonly kept = new Map<string, Promise<Buffer>>();

  /** A hook of the routes that serve the files. */
  readonly onSend = async (
    request: FastifyRequest,
    reply: FastifyReply,
    payload: unknown,
  ): Promise<unknown> => {
    const bytes = Number(reply.getHeader('content-length'));
    const isWhole = reply.statusCode === 200 && payload instanceof Readable;
    if (!isWhole || !isWorthCoding(reply.getHeader('content-type'), bytes)) return payload;
    void reply.header('Vary', 'Accept-Encoding');
    const coding = codingFor(request.headers['accept-encoding']);
    if (!coding) return payload;
    const key = `${coding} ${request.routeOptions.url}`;
    const known = this.kept.get(key);
    if (known) payload.destroy();
    const content = await (known ?? this.keep(key, payload, coding));
    void reply.header('Content-Encoding', coding).header('Content-Length', content.length);
    return content;
  };

  private keep(key: string, file: Readable, coding: 'br' | 'gzip'): Promise<Buffer> {
    const content = buffer(file).then((bytes) => coded(coding, bytes, 'small'));
    this.kept.set(key, content);
    content.catch(() => this.kept.delete(key)); // the next who asks tries again
    return content;
  }
}
