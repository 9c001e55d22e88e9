import type { Role } from '#libs/contract';
import { randomUUID } from 'node:crypto';
import { QueryFailedError, type DataSource, type Repository } from 'typeorm';
import type { Clock } from '../clock.js';
import { newSecret } from '../secrets/secret.js';
import { hashPassword, isPassword } from './password.js';
import { userEntity, type UserRow } from './user.entity.js';

export type IdentifiedUser = Omit<UserRow, 'passwordHash' | 'emailKey'>;

export interface NewUser {
  readonly email: string;
  readonly name: string;
  readonly password: string;
  readonly role: Role;
  readonly accountId: string | null;
}

export class EmailTaken extends Error {
  override readonly name = 'EmailTaken';
}

export class Users {
  private readonly rows: Repository<UserRow>;
  /** Verified where there is no user, so that an unknown e-mail costs the same as a wrong password. */
  private decoyHash: Promise<string> | null = null;

  constructor(
    database: DataSource,
    private readonly clock: Clock,
  ) {
    this.rows = database.getRepository(userEntity);
  }

  /** @throws {EmailTaken} also when the e-mails differ in case only. */
  async create(user: NewUser): Promise<IdentifiedUser> {
    const { password, ...rest } = user;
    const row: UserRow = {
      ...rest,
      id: randomUUID(),
      emailKey: emailKey(user.email),
      passwordHash: await hashPassword(password),
      createdAt: this.clock(),
    };
    try {
      await this.rows.insert(row);
    } catch (error) {
      throw isUniqueViolation(error) ? new EmailTaken(user.email) : error;
    }
    return identified(row);
  }

  async find(id: string): Promise<IdentifiedUser | null> {
    const row = await this.rows.findOneBy({ id });
    return row && identified(row);
  }

  async findByEmail(email: string): Promise<IdentifiedUser | null> {
    const row = await this.rows.findOneBy({ emailKey: emailKey(email) });
    return row && identified(row);
  }

  /** @returns null for an unknown e-mail as for a wrong password, after the same work. */
  async authenticate(email: string, password: string): Promise<IdentifiedUser | null> {
    this.decoyHash ??= hashPassword(newSecret());
    const decoy = await this.decoyHash;
    const row = await this.rows.findOneBy({ emailKey: emailKey(email) });
    const matches = await isPassword(password, row?.passwordHash ?? decoy);
    return row && matches ? identified(row) : null;
  }
}

function identified({ passwordHash: _hash, emailKey: _key, ...user }: UserRow): IdentifiedUser {
  return user;
}

function emailKey(email: string): string {
  return email.trim().normalize('NFKC').toLowerCase();
}

function isUniqueViolation(error: unknown): boolean {
  const driverError: unknown = error instanceof QueryFailedError ? error.driverError : null;
  return driverError instanceof Error && 'code' in driverError && driverError.code === '23505';
}
