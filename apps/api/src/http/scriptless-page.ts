import type { FastifyReply } from 'fastify';

/** Of a page that we write ourselves: its style is inside, no script runs, nothing comes from elsewhere. */
export function sendScriptlessPage(
  reply: FastifyReply,
  {
    html,
    forms = "'none'",
    status = 200,
  }: { readonly html: string; readonly forms?: string; readonly status?: number },
): FastifyReply {
  return reply
    .status(status)
    .header('Cache-Control', 'no-store')
    .header(
      'Content-Security-Policy',
      `default-src 'none'; style-src 'unsafe-inline'; form-action ${forms}; base-uri 'none'; frame-ancestors 'none'`,
    )
    .type('text/html; charset=utf-8')
    .send(html);
}
