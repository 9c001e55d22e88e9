import { routes } from '#libs/contract';
import { ForgedWebhook, type PaymentProvider } from '#libs/payments';
import type { Logger } from '#libs/platform';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ProblemAnswer, RefusedCommand } from '../problems/problem.js';
import { PurchaseSettlement } from '../store/purchase-settlement.js';

const BODY_BYTES_MAX = 256 * 1024;

/**
 * Where the payment provider says what became of payments. The signature is over the bytes that came, so
 * they are taken as they are; who cannot sign is told nothing. What is not carried out is answered with an
 * error, and the provider says it again.
 */
export function servePaymentWebhooks(
  app: NestFastifyApplication,
  provider: PaymentProvider,
  logger: Logger,
): void {
  const settlement = app.get(PurchaseSettlement, { strict: false });
  void app
    .getHttpAdapter()
    .getInstance()
    .register((scope, _options, done) => {
      scope.removeAllContentTypeParsers();
      scope.addContentTypeParser(
        '*',
        { parseAs: 'buffer', bodyLimit: BODY_BYTES_MAX },
        (_request, body, parsed) => parsed(null, body),
      );
      scope.post(routes.paymentWebhook(provider.name), async (request, reply) => {
        const notice = await provider.readWebhook(bytesOf(request.body), request.headers).catch(asProblem);
        if (notice) await take(() => settlement.learn(notice.payment), logger);
        return await reply.status(204).send();
      });
      done();
    });
}

/** A refusal stays one however often it is said again: it is for an operator to look at. */
async function take(learn: () => Promise<unknown>, logger: Logger): Promise<void> {
  try {
    await learn();
  } catch (error) {
    if (!(error instanceof RefusedCommand) || !FOR_OPERATORS.has(error.refusal.code)) throw error;
    logger.error({ refusal: error.refusal }, 'A payment could not be taken to its purchase.');
  }
}

const FOR_OPERATORS: ReadonlySet<string> = new Set(['payment-mismatch', 'purchase-not-found']);

function asProblem(error: unknown): never {
  throw error instanceof ForgedWebhook ? new ProblemAnswer('webhook-forged', {}, { cause: error }) : error;
}

function bytesOf(body: unknown): Buffer {
  return Buffer.isBuffer(body) ? body : Buffer.alloc(0);
}
