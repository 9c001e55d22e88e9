import { SANDBOX_CHECKOUTS, SandboxCheckout, type PageAnswer, type SandboxPayments } from '#libs/payments';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { sendScriptlessPage } from '../http/scriptless-page.js';

const BODY_BYTES_MAX = 16 * 1024;
const SEE_OTHER = 303;

/**
 * The page on which the sandbox is paid. It knows no session and sees no cookie: who has its address may
 * pay, as with any payment page. Forms are taken here and nowhere else.
 */
export function serveSandboxCheckout(fastify: FastifyInstance, payments: SandboxPayments): void {
  const checkout = new SandboxCheckout(payments);
  void fastify.register((scope, _options, done) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: BODY_BYTES_MAX },
      (_request, body, parsed) => parsed(null, Object.fromEntries(new URLSearchParams(String(body)))),
    );
    const path = `${SANDBOX_CHECKOUTS}/:id`;
    scope.get<At>(path, async ({ params }, reply) => send(reply, await checkout.show(params.id)));
    scope.post<At>(path, async ({ params, body }, reply) => send(reply, await checkout.pay(params.id, body)));
    scope.post<At>(`${path}/authentication`, async ({ params, body }, reply) =>
      send(reply, await checkout.authenticate(params.id, body['approve'] === 'yes')),
    );
    scope.post<At>(`${path}/cancellation`, async ({ params }, reply) =>
      send(reply, await checkout.cancel(params.id)),
    );
    done();
  });
}

interface At {
  Params: { id: string };
  Body: Record<string, string>;
}

/** A form leads nowhere but back to us. */
function send(reply: FastifyReply, answer: PageAnswer): FastifyReply {
  if (answer.kind === 'page') return sendScriptlessPage(reply, { ...answer, forms: "'self'" });
  return reply.header('Cache-Control', 'no-store').redirect(answer.url, SEE_OTHER);
}
