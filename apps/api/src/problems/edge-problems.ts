import type { EdgeProblemCode } from '#libs/contract';

export interface EdgeProblem {
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  /** Seconds after which asking again may succeed. */
  readonly retryAfter?: number;
}

/** What the HTTP edge answers before or instead of a command or query. */
export const EDGE_PROBLEMS = {
  'malformed-request': { status: 400, title: 'Malformed request', detail: 'The request could not be read.' },
  'malformed-json': { status: 400, title: 'Malformed JSON', detail: 'The body is not valid JSON.' },
  'validation-failed': {
    status: 400,
    title: 'Validation failed',
    detail: 'Some fields are not valid: see errors.',
  },
  'idempotency-key-missing': {
    status: 400,
    title: 'Idempotency key missing',
    detail:
      'Commands need the header Idempotency-Key: 1 to 200 visible ASCII characters, neither "." nor "..", new for every operation.',
  },
  unauthenticated: {
    status: 401,
    title: 'Not signed in',
    detail: 'Sign in, or send a valid API key as "Authorization: Bearer tlk_...".',
  },
  'sign-in-failed': { status: 401, title: 'Sign-in failed', detail: 'E-mail or password is wrong.' },
  forbidden: { status: 403, title: 'Not allowed', detail: 'These credentials do not allow this.' },
  'csrf-token-invalid': {
    status: 403,
    title: 'CSRF token missing or wrong',
    detail: 'Send the value of the cookie XSRF-TOKEN in the header X-XSRF-TOKEN.',
  },
  'not-found': { status: 404, title: 'Not found', detail: 'There is nothing here.' },
  'operation-not-found': {
    status: 404,
    title: 'Operation not found',
    detail: 'The account has no consumption or settlement with this operation id.',
  },
  'method-not-allowed': {
    status: 405,
    title: 'Method not allowed',
    detail: 'This path does not answer this method: see the header Allow.',
  },
  'webhook-forged': {
    status: 400,
    title: 'Webhook not genuine',
    detail: 'The signature is missing, wrong, or too old.',
  },
  'email-taken': { status: 409, title: 'E-mail taken', detail: 'There is a user with this e-mail already.' },
  'payload-too-large': {
    status: 413,
    title: 'Payload too large',
    detail: 'The body is larger than is accepted.',
  },
  'path-too-long': {
    status: 414,
    title: 'Path too long',
    detail: 'A part of the path is longer than is accepted.',
  },
  'unsupported-media-type': {
    status: 415,
    title: 'Unsupported media type',
    detail: 'Send the body as application/json.',
  },
  'idempotency-key-reused': {
    status: 422,
    title: 'Idempotency key reused',
    detail: 'This idempotency key was used before for another request. Nothing was done.',
  },
  'rate-limited': {
    status: 429,
    title: 'Too many requests',
    detail: 'Wait as long as the header Retry-After says.',
    retryAfter: 60,
  },
  'internal-error': {
    status: 500,
    title: 'Internal error',
    detail: 'Something went wrong here. Name the correlation id when reporting it.',
  },
  'account-busy': {
    status: 503,
    title: 'Account busy',
    detail: 'Too many commands wait for this account. Nothing was done: send it again with the same key.',
    retryAfter: 1,
  },
  'event-store-unavailable': {
    status: 503,
    title: 'Event store unavailable',
    detail: 'Whether the command was carried out is not known. Sending it again with the same key is safe.',
    retryAfter: 1,
  },
  'payment-provider-unavailable': {
    status: 503,
    title: 'Payment provider unavailable',
    detail: 'Nothing was paid. Sending the request again with the same key is safe.',
    retryAfter: 5,
  },
  'read-model-behind': {
    status: 503,
    title: 'Read model behind',
    detail: 'The read model does not include the position asked for yet.',
    retryAfter: 1,
  },
  'database-unavailable': {
    status: 503,
    title: 'Database unavailable',
    detail: 'The database does not answer. Sending the request again is safe.',
    retryAfter: 2,
  },
} as const satisfies Record<EdgeProblemCode, EdgeProblem>;
