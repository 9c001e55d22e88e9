import { createHmac, timingSafeEqual } from 'node:crypto';
import { ForgedWebhook, type WebhookHeaders } from '../payment-provider.js';

/** `t=<unix seconds>,v1=<hex HMAC-SHA-256 of "<t>.<body>">`: the time is signed too, so an old one cannot be sent again. */
export const SIGNATURE_HEADER = 'Sandbox-Signature';
const TOLERANCE_SECONDS = 300;

export function signWebhook(body: string | Buffer, secret: string, at: Date): string {
  const seconds = Math.floor(at.getTime() / 1_000);
  return `t=${seconds},v1=${macOf(body, secret, seconds).toString('hex')}`;
}

/** @throws {ForgedWebhook} */
export function verifyWebhook(
  { body, headers }: { readonly body: Buffer; readonly headers: WebhookHeaders },
  secret: string,
  now: Date,
): void {
  const header = headers[SIGNATURE_HEADER.toLowerCase()];
  const [, seconds, mac] = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/.exec(String(header)) ?? [];
  if (!seconds || !mac) throw new ForgedWebhook('The webhook is not signed.');
  const given = Buffer.from(mac, 'hex');
  if (!timingSafeEqual(given, macOf(body, secret, Number(seconds)))) {
    throw new ForgedWebhook('The signature of the webhook is wrong.');
  }
  const age = Math.abs(now.getTime() / 1_000 - Number(seconds));
  if (age > TOLERANCE_SECONDS) throw new ForgedWebhook('The signature of the webhook is too old.');
}

function macOf(body: string | Buffer, secret: string, seconds: number): Buffer {
  return createHmac('sha256', secret).update(`${seconds}.`).update(body).digest();
}
