import type { Configuration } from '#libs/platform';
import type { FastifyHelmetOptions } from '@fastify/helmet';

/**
 * Scripts come from here only; the few inline ones of the dashboard's page are named by their hashes.
 * Styles may be inline: Angular's components and the API documentation bring theirs so.
 */
export function securityHeaders(
  { COOKIE_SECURE }: Configuration,
  inlineScriptHashes: readonly string[],
): FastifyHelmetOptions {
  const hashes = inlineScriptHashes.map((hash) => `'${hash}'`);
  return {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'", ...hashes],
        scriptSrcAttr: hashes.length > 0 ? ["'unsafe-hashes'", ...hashes] : ["'none'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        ...(COOKIE_SECURE && { upgradeInsecureRequests: [] }),
      },
    },
    strictTransportSecurity: COOKIE_SECURE && { maxAge: 31_536_000, includeSubDomains: true },
    frameguard: { action: 'deny' },
    referrerPolicy: { policy: 'same-origin' },
    crossOriginEmbedderPolicy: false,
  };
}
