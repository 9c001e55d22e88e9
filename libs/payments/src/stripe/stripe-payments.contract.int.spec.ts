import Stripe from 'stripe';
import { describePaymentProviderContract } from '../payment-provider.contract.js';
import { PretendStripe } from '../testing/pretend-stripe.js';
import { startSmallStripe } from '../testing/small-stripe.js';
import { StripePayments } from './stripe-payments.js';

const WEBHOOK_SECRET = 'whsec_test';
const { webhooks } = new Stripe('sk_test_1');

describePaymentProviderContract('StripePayments', async () => {
  const pretend = new PretendStripe();
  const server = await startSmallStripe(pretend.answerTo);
  const payments = new StripePayments({
    apiKey: 'sk_test_1',
    webhookSecret: WEBHOOK_SECRET,
    apiBase: server.apiBase,
  });
  return {
    payments,
    buyerPays: (paymentReference) => Promise.resolve(pretend.pay(paymentReference)),
    savedCard: (card) => ({ customer: 'cus_1', method: `pm_${card}` }),
    webhook: (paymentReference, { at = new Date(), secret = WEBHOOK_SECRET }) => {
      const payload = JSON.stringify({
        id: 'evt_1',
        object: 'event',
        type: paymentReference === null ? 'customer.created' : 'checkout.session.completed',
        data: { object: { id: paymentReference ?? 'cus_1' } },
      });
      const timestamp = Math.floor(at.getTime() / 1_000);
      const header = webhooks.generateTestHeaderString({ payload, secret, timestamp });
      return Promise.resolve({ body: Buffer.from(payload), headers: { 'stripe-signature': header } });
    },
    close: () => server.close(),
  };
});
