import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

/** OWASP's scrypt parameters of 16 MiB. */
const cost = { N: 2 ** 14, r: 8, p: 5, maxmem: 64 * 1_048_576 };
const keyBytes = 32;

export interface HashedPassword {
  readonly salt: string;
  readonly hash: string;
}

export const generatedPassword = () => randomBytes(18).toString('base64url');

export async function hashPassword(password: string): Promise<HashedPassword> {
  const salt = randomBytes(16);
  return { salt: salt.toString('base64'), hash: (await derived(password, salt)).toString('base64') };
}

export async function isPassword(password: string, { salt, hash }: HashedPassword): Promise<boolean> {
  const expected = Buffer.from(hash, 'base64');
  const found = await derived(password, Buffer.from(salt, 'base64'));
  return expected.length === found.length && timingSafeEqual(expected, found);
}

function derived(password: string, salt: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, keyBytes, cost, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });
}
