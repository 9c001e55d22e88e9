import { routes } from '#libs/contract';
import { SandboxPayments, StripePayments, type PaymentProvider } from '#libs/payments';
import type { ResourceParts } from '../resources.js';

export interface OpenPayments {
  readonly payments: PaymentProvider;
  /** Told when the API listens: the sandbox sends its webhooks there. */
  listensAt(url: string): void;
}

/** The payment provider that the configuration names, or else the embedded one. */
export async function openPayments(parts: ResourceParts): Promise<OpenPayments> {
  const { configuration } = parts;
  const { PAYMENT_PROVIDER, STRIPE_API_KEY: apiKey, STRIPE_WEBHOOK_SECRET: webhookSecret } = configuration;
  if (PAYMENT_PROVIDER === 'sandbox') return await openSandbox(parts);
  if (!apiKey || !webhookSecret) throw new TypeError('The configuration of Stripe was checked at the start.');
  return { payments: new StripePayments({ apiKey, webhookSecret }), listensAt: () => undefined };
}

async function openSandbox({ configuration, logger, clock }: ResourceParts): Promise<OpenPayments> {
  let apiUrl = configuration.API_URL;
  const payments = await SandboxPayments.open({
    databaseUrl: configuration.DATABASE_URL,
    webhookUrl: () => new URL(routes.paymentWebhook('sandbox'), apiUrl).href,
    ...(clock && { clock }),
    report: (error) => logger.warn({ err: error, context: 'SandboxPayments' }, 'The sandbox is in trouble.'),
  });
  return {
    payments,
    listensAt: (url) => {
      apiUrl = url;
    },
  };
}
