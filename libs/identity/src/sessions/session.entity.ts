import { EntitySchema } from 'typeorm';

export interface SessionRow {
  /** SHA-256 of the token: what is stored opens nothing. */
  readonly tokenDigest: Buffer;
  readonly csrfToken: string;
  readonly userId: string;
  readonly createdAt: Date;
  readonly lastSeenAt: Date;
  readonly expiresAt: Date;
}

export const sessionEntity = new EntitySchema<SessionRow>({
  name: 'Session',
  tableName: 'sessions',
  columns: {
    tokenDigest: { type: 'bytea', name: 'token_digest', primary: true },
    csrfToken: { type: 'text', name: 'csrf_token' },
    userId: { type: 'uuid', name: 'user_id' },
    createdAt: { type: 'timestamptz', name: 'created_at' },
    lastSeenAt: { type: 'timestamptz', name: 'last_seen_at' },
    expiresAt: { type: 'timestamptz', name: 'expires_at' },
  },
});
