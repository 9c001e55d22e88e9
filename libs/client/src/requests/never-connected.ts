/** Of Node's `fetch`; browsers do not tell, and then nobody knows whether a request has left. */
const BEFORE_CONNECTING = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT']);

/** Whether nothing can have arrived, because there was no connection at all. */
export function neverConnected(error: unknown): boolean {
  const { cause } = Object(error) as { cause?: unknown }; // whatever was thrown may have one
  const { code } = Object(cause) as { code?: unknown }; // and that a code, if it is of Node
  return typeof code === 'string' && BEFORE_CONNECTING.has(code);
}
