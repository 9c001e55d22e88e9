import { z } from 'zod';
import { instantSchema, keySchema } from './amounts.js';
import { PLATFORM_SCOPES, ROLE_SCOPES, scopeSchema } from './scopes.js';
import { roleSchema } from './session.js';

export const PASSWORD_LENGTH_MIN = 12;

const displayName = z.string().trim().min(1).max(120);

export const createUserRequestSchema = z
  .strictObject({
    email: z.email().max(254),
    name: displayName,
    password: z.string().min(PASSWORD_LENGTH_MIN).max(1_024),
    role: roleSchema.exclude(['service']),
    /** The user's own account. A user without one sees nothing. */
    accountId: keySchema.nullable().default(null),
  })
  .refine((body) => body.role !== 'user' || body.accountId !== null, {
    path: ['accountId'],
    message: 'a user needs an account',
  });
export type CreateUserRequest = z.input<typeof createUserRequestSchema>;

export const userSchema = z.object({
  userId: z.string(),
  email: z.string(),
  name: z.string(),
  role: roleSchema,
  accountId: z.string().nullable(),
  createdAt: instantSchema,
});
export type User = z.infer<typeof userSchema>;

export const createApiKeyRequestSchema = z
  .strictObject({
    name: displayName,
    role: roleSchema.exclude(['user']).default('service'),
    scopes: z.array(scopeSchema).min(1),
    /** Restricts the key to one account; null: every account. */
    accountId: keySchema.nullable().default(null),
    expiresAt: instantSchema.nullable().default(null),
  })
  .refine((body) => body.scopes.every((scope) => ROLE_SCOPES[body.role].includes(scope)), {
    path: ['scopes'],
    message: 'the role does not allow all of these scopes',
  })
  .refine(
    ({ accountId, scopes }) => accountId === null || !scopes.some((scope) => PLATFORM_SCOPES.includes(scope)),
    {
      path: ['scopes'],
      message: `a key of one account may not have ${PLATFORM_SCOPES.join(', ')}`,
    },
  );
export type CreateApiKeyRequest = z.input<typeof createApiKeyRequestSchema>;

export const apiKeySchema = z.object({
  id: z.string(),
  /** How the key begins, to recognize it by: `tlk_<id>_`. */
  prefix: z.string(),
  name: z.string(),
  role: roleSchema,
  scopes: z.array(scopeSchema),
  accountId: z.string().nullable(),
  createdAt: instantSchema,
  lastUsedAt: instantSchema.nullable(),
  expiresAt: instantSchema.nullable(),
  revokedAt: instantSchema.nullable(),
});
export type ApiKey = z.infer<typeof apiKeySchema>;

/** The one time that the whole key is shown. */
export const createdApiKeySchema = apiKeySchema.extend({ key: z.string() });
export type CreatedApiKey = z.infer<typeof createdApiKeySchema>;

export const apiKeysSchema = z.object({ items: z.array(apiKeySchema) });
export type ApiKeys = z.infer<typeof apiKeysSchema>;
