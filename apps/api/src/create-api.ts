import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import { SandboxPayments } from '#libs/payments';
import { createMetrics, NestLogger, type Configuration, type Logger } from '#libs/platform';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from './app.module.js';
import { machineClock, type Clock } from './clock/clock.module.js';
import { DASHBOARD_DIRECTORY, readDashboardBuild } from './dashboard/dashboard-build.js';
import { serveDashboard } from './dashboard/serve-dashboard.js';
import { compressAnswers } from './http/compressed-answers.js';
import { createFastifyAdapter } from './http/fastify-adapter.js';
import { measureRequests } from './http/http-metrics.js';
import { RegisteredRoutes } from './http/registered-routes.js';
import { logRequests } from './http/request-log.js';
import { securityHeaders } from './http/security-headers.js';
import { serveDocumentation } from './openapi/serve-documentation.js';
import { servePaymentWebhooks } from './payments/serve-payment-webhooks.js';
import { serveSandboxCheckout } from './payments/serve-sandbox-checkout.js';
import type { Resources } from './resources.js';

export interface ApiParts {
  readonly configuration: Configuration;
  readonly resources: Resources;
  readonly logger: Logger;
  readonly dashboardDirectory?: string;
  /** Instead of that of the machine: for tests. */
  readonly clock?: Clock;
}

/** The whole API, ready to be asked with `inject`, but not listening. */
export async function createApi(parts: ApiParts): Promise<NestFastifyApplication> {
  const { configuration, logger } = parts;
  const metrics = createMetrics('api');
  const adapter = createFastifyAdapter(configuration, logger);
  const fastify = adapter.getInstance();
  RegisteredRoutes.of(fastify);
  logRequests(fastify);
  measureRequests(fastify, metrics);
  compressAnswers(fastify);
  const app = await NestFactory.create<NestFastifyApplication>(
    AppModule.with({ ...parts, metrics, clock: parts.clock ?? machineClock }),
    adapter,
    {
      logger: new NestLogger(logger),
      abortOnError: false,
      // Nest would accept forms too, which any other site can send in a visitor's name. Fastify parses JSON by itself.
      bodyParser: false,
    },
  );
  const dashboard = readDashboardBuild(parts.dashboardDirectory ?? DASHBOARD_DIRECTORY);
  await app.register(helmet, securityHeaders(configuration, dashboard?.inlineScriptHashes ?? []));
  await app.register(cookie);
  serveDocumentation(app);
  serveDashboard(fastify, dashboard);
  const { payments } = parts.resources;
  if (payments instanceof SandboxPayments) serveSandboxCheckout(fastify, payments);
  servePaymentWebhooks(app, payments, logger);
  await app.init();
  await fastify.ready();
  return app;
}
