import { randomBytes } from 'node:crypto';
import { newSecret } from '../secrets/secret.js';

/** A key as its holder presents it: `tlk_<id>_<secret>`. The id is public, the secret stored nowhere. */
export interface KeyText {
  readonly id: string;
  readonly secret: string;
}

const PATTERN = /^tlk_([0-9a-f]{16})_([A-Za-z0-9_-]{43})$/;

export function newKeyText(): KeyText {
  return { id: randomBytes(8).toString('hex'), secret: newSecret() };
}

export function formatKey({ id, secret }: KeyText): string {
  return keyPrefix(id) + secret;
}

/** What a key may be recognized by in lists and logs. */
export function keyPrefix(id: string): string {
  return `tlk_${id}_`;
}

export function parseKey(text: string): KeyText | null {
  const [, id, secret] = PATTERN.exec(text) ?? [];
  return id && secret ? { id, secret } : null;
}
