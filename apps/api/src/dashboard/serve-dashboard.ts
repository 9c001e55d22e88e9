import staticFiles from '@fastify/static';
import { pages } from '#libs/contract';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { CompressedFiles } from './compressed-files.js';
import type { DashboardBuild } from './dashboard-build.js';
import { NOT_BUILT_PAGE } from './not-built-page.js';

/** Paths that Angular's router answers. `/api` never is among them. */
const PAGE_ROUTES = [pages.signIn, pages.design, '/dashboard', '/dashboard/*'];
const HASHED_FILE = /-[A-Z0-9]{8,}\.\w+$/;
const YEAR_SECONDS = 31_536_000;

/** The dashboard's files, and its one page at every path of its router. */
export function serveDashboard(fastify: FastifyInstance, build: DashboardBuild | null): void {
  fastify.get('/', (_request, reply) => reply.redirect(pages.dashboard));
  for (const route of PAGE_ROUTES) fastify.get(route, (_request, reply) => sendPage(reply, build));
  if (!build) return;
  void fastify.register((scope) => serveFiles(scope, build.directory));
}

async function serveFiles(scope: FastifyInstance, root: string): Promise<void> {
  scope.addHook('onSend', new CompressedFiles().onSend);
  await scope.register(staticFiles, {
    root,
    wildcard: false,
    index: false,
    decorateReply: false,
    cacheControl: false,
    globIgnore: ['**/index.html'],
    setHeaders: (reply, path) => {
      const forever = HASHED_FILE.test(path);
      void reply.header('Cache-Control', forever ? `public, max-age=${YEAR_SECONDS}, immutable` : 'no-cache');
    },
  });
}

function sendPage(reply: FastifyReply, build: DashboardBuild | null): FastifyReply {
  return reply
    .status(build ? 200 : 503)
    .header('Cache-Control', 'no-cache')
    .type('text/html; charset=utf-8')
    .send(build?.page ?? NOT_BUILT_PAGE);
}
