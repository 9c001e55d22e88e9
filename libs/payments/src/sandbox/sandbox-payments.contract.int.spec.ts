import { createTestDatabase } from '#libs/platform/testing';
import { describePaymentProviderContract, type SavedCard } from '../payment-provider.contract.js';
import { SandboxCheckout } from './sandbox-checkout.js';
import { SandboxPayments } from './sandbox-payments.js';
import { SIGNATURE_HEADER, signWebhook } from './webhook-signature.js';

const CARD = { card_number: '4242 4242 4242 4242', expiry: '12/34', cvc: '123' };
const SAVED: Readonly<Record<SavedCard, string>> = {
  good: 'card-success',
  declined: 'card-decline',
  'insufficient-funds': 'card-insufficient-funds',
  'authentication-required': 'card-authentication-required',
};

describePaymentProviderContract('SandboxPayments', async () => {
  const database = await createTestDatabase();
  const payments = await SandboxPayments.open({
    databaseUrl: database.url,
    webhookUrl: () => 'http://127.0.0.1:9/nobody-listens',
    delayMs: 50,
  });
  const checkout = new SandboxCheckout(payments);
  return {
    payments,
    buyerPays: async (paymentReference) => {
      const answer = await checkout.pay(paymentReference, CARD);
      if (answer.kind !== 'redirect') throw new Error(answer.html);
    },
    savedCard: (card) => ({ customer: 'sandbox-acc-1', method: SAVED[card] }),
    webhook: async (paymentReference, { at = new Date(), secret = payments.webhookSecret }) => {
      const payment = paymentReference === null ? undefined : await payments.find(paymentReference);
      const body = Buffer.from(JSON.stringify({ noticeId: 'notice-1', payment }));
      const headers = { [SIGNATURE_HEADER.toLowerCase()]: signWebhook(body, secret, at) };
      return { body, headers };
    },
    close: async () => {
      await payments.close();
      await database.drop();
    },
  };
});
