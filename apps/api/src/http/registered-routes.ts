import type { FastifyInstance } from 'fastify';

export interface RegisteredRoute {
  readonly method: string;
  /** As registered: `/api/v1/accounts/:accountId/balance`. */
  readonly pattern: string;
}

declare module 'fastify' {
  interface FastifyInstance {
    registeredRoutes: RegisteredRoutes;
  }
}

/** Every route of the server, to tell "no such path" from "not with this method". */
export class RegisteredRoutes {
  readonly all: RegisteredRoute[] = [];

  /** Must be called before the first route is registered. */
  static of(fastify: FastifyInstance): RegisteredRoutes {
    const routes = new RegisteredRoutes();
    fastify.decorate('registeredRoutes', routes);
    fastify.addHook('onRoute', ({ method, url }) => {
      const pattern = url.replaceAll('::', ':'); // the router takes two colons for one
      for (const each of [method].flat()) routes.all.push({ method: each, pattern });
    });
    return routes;
  }

  methodsOf(path: string): readonly string[] {
    const methods = this.all.filter(({ pattern }) => matches(pattern, path)).map(({ method }) => method);
    return [...new Set(methods)].sort();
  }
}

/** Routes that take every path say nothing about a path. */
function matches(pattern: string, path: string): boolean {
  if (pattern.includes('*')) return false;
  const expected = pattern.split('/');
  const actual = path.split('/');
  return (
    expected.length === actual.length &&
    expected.every((part, index) => (part.startsWith(':') ? actual[index] !== '' : part === actual[index]))
  );
}
