import type { Role } from '#libs/contract';
import { EntitySchema } from 'typeorm';

export interface UserRow {
  readonly id: string;
  readonly email: string;
  /** What the e-mail is found by: e-mails that differ in case only are one. */
  readonly emailKey: string;
  readonly name: string;
  readonly passwordHash: string;
  readonly role: Role;
  readonly accountId: string | null;
  readonly createdAt: Date;
}

export const userEntity = new EntitySchema<UserRow>({
  name: 'User',
  tableName: 'users',
  columns: {
    id: { type: 'uuid', primary: true },
    email: { type: 'text' },
    emailKey: { type: 'text', name: 'email_key', unique: true },
    name: { type: 'text' },
    passwordHash: { type: 'text', name: 'password_hash' },
    role: { type: 'text' },
    accountId: { type: 'text', name: 'account_id', nullable: true },
    createdAt: { type: 'timestamptz', name: 'created_at' },
  },
});
