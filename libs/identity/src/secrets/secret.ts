import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** 256 random bits. Unlike a password it cannot be guessed, so a plain hash of it is safe to store. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** What is stored instead of a secret. */
export function digestOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}

/** Takes the same time wherever the two differ. */
export function sameDigest(a: Buffer, b: Buffer): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}

/** Compares two texts in a time that says nothing about their content or length. */
export function sameSecret(a: string, b: string): boolean {
  return sameDigest(digestOf(a), digestOf(b));
}
