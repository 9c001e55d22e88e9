import { hash, verify } from '@node-rs/argon2';

/** OWASP's first recommendation for argon2id: 19 MiB, two passes, one lane. */
const OWASP_PARAMETERS = {
  algorithm: 2, // Argon2id; the package declares it as a const enum, which isolated modules cannot read
  memoryCost: 19_456,
  timeCost: 2,
  parallelism: 1,
} as const;

/** The same text typed on different keyboards is the same password. */
const normalized = (password: string) => password.normalize('NFKC');

export async function hashPassword(password: string): Promise<string> {
  return await hash(normalized(password), OWASP_PARAMETERS);
}

export async function isPassword(password: string, hashed: string): Promise<boolean> {
  return await verify(hashed, normalized(password));
}
