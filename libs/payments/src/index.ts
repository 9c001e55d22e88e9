export * from './payment-provider.js';
export * from './sandbox/sandbox-checkout.js';
export { SANDBOX_CHECKOUTS, SandboxPayments, type SandboxOptions } from './sandbox/sandbox-payments.js';
export * from './stripe/stripe-payments.js';
export { SIGNATURE_HEADER, signWebhook } from './sandbox/webhook-signature.js';
