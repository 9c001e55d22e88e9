import Fastify, { type FastifyInstance } from 'fastify';
import { brotliDecompressSync } from 'node:zlib';
import { compressAnswers } from './compressed-answers.js';

const LONG = { items: Array.from({ length: 100 }, (_, index) => ({ operationId: `operation-${index}` })) };

let fastify: FastifyInstance;
beforeAll(() => {
  fastify = Fastify();
  compressAnswers(fastify);
  fastify.get('/long', () => LONG);
  fastify.get('/short', () => ({ items: [] }));
});
afterAll(() => fastify.close());

const get = (url: string, acceptEncoding?: string) =>
  fastify.inject({ url, headers: acceptEncoding === undefined ? {} : { 'accept-encoding': acceptEncoding } });

it('compresses what is long, for whoever can read it', async () => {
  const answer = await get('/long', 'gzip, br');
  expect(answer.headers).toMatchObject({ 'content-encoding': 'br', vary: 'Accept-Encoding' });
  expect(answer.headers['content-length']).toBe(String(answer.rawPayload.length));
  expect(JSON.parse(brotliDecompressSync(answer.rawPayload).toString())).toEqual(LONG);
});

it('answers as it is what is short, and whoever asked for nothing else', async () => {
  expect((await get('/short', 'br')).headers['content-encoding']).toBeUndefined();
  expect((await get('/long')).json()).toEqual(LONG);
});
