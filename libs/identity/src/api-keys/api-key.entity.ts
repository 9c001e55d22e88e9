import type { Role, Scope } from '#libs/contract';
import { EntitySchema } from 'typeorm';

export interface ApiKeyRow {
  readonly id: string;
  readonly secretDigest: Buffer;
  readonly name: string;
  readonly role: Role;
  readonly scopes: readonly Scope[];
  /** The only account that the key reaches; null: every account. */
  readonly accountId: string | null;
  readonly createdAt: Date;
  readonly lastUsedAt: Date | null;
  readonly expiresAt: Date | null;
  readonly revokedAt: Date | null;
}

export const apiKeyEntity = new EntitySchema<ApiKeyRow>({
  name: 'ApiKey',
  tableName: 'api_keys',
  columns: {
    id: { type: 'text', primary: true },
    secretDigest: { type: 'bytea', name: 'secret_digest' },
    name: { type: 'text' },
    role: { type: 'text' },
    scopes: { type: 'text', array: true },
    accountId: { type: 'text', name: 'account_id', nullable: true },
    createdAt: { type: 'timestamptz', name: 'created_at' },
    lastUsedAt: { type: 'timestamptz', name: 'last_used_at', nullable: true },
    expiresAt: { type: 'timestamptz', name: 'expires_at', nullable: true },
    revokedAt: { type: 'timestamptz', name: 'revoked_at', nullable: true },
  },
});
