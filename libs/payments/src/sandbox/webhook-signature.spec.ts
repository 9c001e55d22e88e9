import { createHmac } from 'node:crypto';
import { ForgedWebhook } from '../payment-provider.js';
import { SIGNATURE_HEADER, signWebhook, verifyWebhook } from './webhook-signature.js';

const NOW = new Date('2026-01-02T03:04:05.900Z');
const BODY = Buffer.from('{"a":"ä"}');
const secondsLater = (seconds: number) => new Date(NOW.getTime() + seconds * 1_000);
const verify = (signature: string | undefined, now = NOW, body = BODY) =>
  verifyWebhook({ body, headers: { [SIGNATURE_HEADER.toLowerCase()]: signature } }, 'secret', now);

it('signs the time and the bytes, so that anybody with the secret can check it', () => {
  const seconds = Math.floor(NOW.getTime() / 1_000);
  const mac = createHmac('sha256', 'secret').update(`${seconds}.{"a":"ä"}`).digest('hex');
  expect(signWebhook(BODY, 'secret', NOW)).toBe(`t=${seconds},v1=${mac}`);
});

it('believes its own signature for five minutes, and clocks that differ by as much', () => {
  const signature = signWebhook(BODY, 'secret', NOW);
  for (const seconds of [0, 299, -299]) expect(() => verify(signature, secondsLater(seconds))).not.toThrow();
  for (const seconds of [301, -302]) {
    expect(() => verify(signature, secondsLater(seconds))).toThrow(ForgedWebhook);
  }
});

it('believes no later time under an old signature', () => {
  const old = signWebhook(BODY, 'secret', secondsLater(-3_600));
  const renewed = old.replace(/^t=\d+/, `t=${Math.floor(NOW.getTime() / 1_000)}`);
  expect(() => verify(renewed)).toThrow(ForgedWebhook);
});

it('believes no other body, no other secret and nothing that is no signature', () => {
  const signature = signWebhook(BODY, 'secret', NOW);
  expect(() => verify(signature, NOW, Buffer.from('{"a":"b"}'))).toThrow(ForgedWebhook);
  expect(() => verify(signWebhook(BODY, 'other', NOW))).toThrow(ForgedWebhook);
  for (const none of [undefined, '', 'v1=', `${signature},v1=00`, signature.slice(0, -1), ` ${signature}`]) {
    expect(() => verify(none)).toThrow(ForgedWebhook);
  }
});
