import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { CSRF_HEADER } from '#libs/contract';
import { SessionCookies } from '../session/session-cookies.js';
import { documentOperation, SECURITY_SCHEMES } from './document-operation.js';
import { namedSchemas } from './schemas.js';

export const DOCUMENTATION_PATH = 'api/docs';

const INTRODUCTION = `The system of record for AI tokens. Amounts are exact decimal strings with at most six places.

Every refusal is \`application/problem+json\` (RFC 9457) with a stable \`code\`. Commands need an \`Idempotency-Key\`:
sending one again is always safe. Answers to commands carry a \`position\`; a query with \`after=<position>\` waits
until it includes that position, so that a client reads its own writes.`;

/** OpenAPI at /api/docs, and as JSON at /api/docs-json. */
export function serveDocumentation(app: NestFastifyApplication): void {
  SwaggerModule.setup(DOCUMENTATION_PATH, app, () => openApiDocument(app), {
    raw: ['json'],
    customSiteTitle: 'Token Ledger API',
    swaggerOptions: { persistAuthorization: false, displayRequestDuration: true },
  });
}

export function openApiDocument(app: NestFastifyApplication): OpenAPIObject {
  const document = SwaggerModule.createDocument(app, frame(app), {
    operationIdFactory: (controller, method) => `${controller.replace(/Controller$/, '')}.${method}`,
  });
  const paths = Object.fromEntries(
    Object.entries(document.paths).map(([path, item]) => [asSent(path), item]),
  );
  for (const [path, item] of Object.entries(paths)) {
    for (const operation of [item.get, item.post, item.put, item.delete]) {
      if (operation) documentOperation(path, operation);
    }
  }
  // Nest types components by OpenAPI 3.0; these are JSON Schema 2020-12, as OpenAPI 3.1 allows.
  const schemas = namedSchemas() as NonNullable<OpenAPIObject['components']>['schemas'];
  return {
    ...document,
    paths,
    components: { ...document.components, schemas: { ...document.components?.schemas, ...schemas } },
  };
}

/** Nest takes what follows the second of two colons for a parameter, where the router takes them for one colon. */
function asSent(path: string): string {
  return path.replace(/:\{(\w+)\}/g, ':$1');
}

function frame(app: NestFastifyApplication): Omit<OpenAPIObject, 'paths'> {
  return new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Token Ledger')
    .setDescription(INTRODUCTION)
    .setVersion('1')
    .setLicense('Apache-2.0', 'https://www.apache.org/licenses/LICENSE-2.0')
    .addBearerAuth(
      { type: 'http', scheme: 'bearer', description: 'An API key: `tlk_<id>_<secret>`.' },
      SECURITY_SCHEMES.key,
    )
    .addCookieAuth(
      app.get(SessionCookies).name,
      {
        type: 'apiKey',
        in: 'cookie',
        description: `The session of a browser. Unsafe methods need the CSRF token in ${CSRF_HEADER} too.`,
      },
      SECURITY_SCHEMES.cookie,
    )
    .build();
}
