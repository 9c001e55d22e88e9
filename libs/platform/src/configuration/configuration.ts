import { z } from 'zod';

const port = z.coerce.number().int().min(0).max(65_535);

const seconds = z.coerce.number().int().positive().max(31_536_000);

const variables = z.object({
  HTTP_HOST: z.string().default('127.0.0.1').describe('Address the API listens on.'),
  HTTP_PORT: port.default(3000).describe('Port of the API and the dashboard.'),
  DATABASE_URL: z
    .string({ error: 'must be set, to postgres://...' })
    .regex(/^postgres(ql)?:\/\//, 'must be postgres://...')
    .describe('Postgres for read models, sessions and, without EVENT_STORE_URL, the embedded event log.'),
  EVENT_STORE_URL: z
    .string()
    .regex(/^esdb(\+discover)?:\/\//, 'must be esdb://...')
    .optional()
    .describe('EventStoreDB to use instead of the embedded event store.'),
  EMBEDDED_EVENT_STORE_PORT: port.default(2113).describe('gRPC port of the embedded event store (loopback).'),
  REDIS_URL: z
    .string()
    .regex(/^rediss?:\/\//, 'must be redis://...')
    .optional()
    .describe('Redis for background jobs. Without it they are kept in Postgres.'),
  API_URL: z.url().default('http://127.0.0.1:3000').describe('Where the worker and the CLI reach the API.'),
  WORKER_API_KEY: z.string().optional().describe('API key with which the worker sends commands.'),
  PROJECTOR_PORT: port.default(3001).describe('Health and metrics of the projector.'),
  WORKER_PORT: port.default(3002).describe('Health and metrics of the worker.'),
  PUBLIC_URL: z
    .url()
    .optional()
    .describe('Where browsers reach the dashboard, for the way back from the payment page.'),
  PAYMENT_PROVIDER: z
    .enum(['sandbox', 'stripe'])
    .default('sandbox')
    .describe('Who takes the money. The sandbox takes none: it is for trying out, and for tests.'),
  STRIPE_API_KEY: z.string().optional().describe('Secret key of the Stripe account.'),
  STRIPE_WEBHOOK_SECRET: z.string().optional().describe('Signing secret of the Stripe webhook endpoint.'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  COOKIE_SECURE: z.stringbool().default(false).describe('Send the session cookie over HTTPS only.'),
  READ_WAIT_MS_MAX: z.coerce
    .number()
    .int()
    .min(0)
    .max(60_000)
    .default(5_000)
    .describe('How long a query with `after` waits for the read model.'),
  TRUSTED_PROXIES: z
    .string()
    .optional()
    .describe('Addresses of reverse proxies, comma-separated, whose X-Forwarded-For is believed.'),
  HOLD_TTL_SECONDS_DEFAULT: seconds
    .default(600)
    .describe('How long a hold lives when its reservation does not say.'),
  HOLD_TTL_SECONDS_MAX: seconds.default(86_400).describe('How long a hold may live, extensions included.'),
  REQUESTS_PER_MINUTE_MAX: z.coerce
    .number()
    .int()
    .positive()
    .default(1_200)
    .describe('Requests of one address without an API key.'),
  SIGN_IN_ATTEMPTS_MAX: z.coerce
    .number()
    .int()
    .positive()
    .default(20)
    .describe('Attempts to sign in with one e-mail in 5 minutes; ten times as many from one address.'),
});

/** Every variable that the server processes read. A test holds docs/configuration.md to this. */
export const configurationSchema = variables
  .superRefine(({ PAYMENT_PROVIDER, ...stripe }, context) => {
    if (PAYMENT_PROVIDER !== 'stripe') return;
    for (const name of ['STRIPE_API_KEY', 'STRIPE_WEBHOOK_SECRET'] as const) {
      if (stripe[name]) continue;
      const message = 'must be set when PAYMENT_PROVIDER is stripe';
      context.addIssue({ code: 'custom', path: [name], message });
    }
  })
  .superRefine(({ HOLD_TTL_SECONDS_DEFAULT, HOLD_TTL_SECONDS_MAX }, context) => {
    if (HOLD_TTL_SECONDS_DEFAULT <= HOLD_TTL_SECONDS_MAX) return;
    // Every reservation that does not say how long its hold lives would be refused.
    context.addIssue({
      code: 'custom',
      path: ['HOLD_TTL_SECONDS_DEFAULT'],
      message: `${HOLD_TTL_SECONDS_DEFAULT} must not be more than HOLD_TTL_SECONDS_MAX (${HOLD_TTL_SECONDS_MAX})`,
    });
  });

export type Configuration = z.infer<typeof configurationSchema>;

export class InvalidConfiguration extends Error {
  override readonly name = 'InvalidConfiguration';
}

/** @throws {InvalidConfiguration} naming every variable that is wrong. */
export function readConfiguration(environment: NodeJS.ProcessEnv = process.env): Configuration {
  const parsed = configurationSchema.safeParse(environment);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
  throw new InvalidConfiguration(`The configuration is not valid:\n${problems.join('\n')}`);
}

/** The connection string for processes that reach the log over gRPC. */
export function eventStoreUrl(configuration: Configuration): string {
  return (
    configuration.EVENT_STORE_URL ?? `esdb://127.0.0.1:${configuration.EMBEDDED_EVENT_STORE_PORT}?tls=false`
  );
}
