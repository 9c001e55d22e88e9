import type { Role, Scope } from '#libs/contract';
import { LRUCache } from 'lru-cache';
import { IsNull, type DataSource, type Repository } from 'typeorm';
import type { Clock } from '../clock.js';
import { digestOf, sameDigest } from '../secrets/secret.js';
import { apiKeyEntity, type ApiKeyRow } from './api-key.entity.js';
import { formatKey, newKeyText, parseKey } from './key-text.js';

export type IdentifiedKey = Omit<ApiKeyRow, 'secretDigest'>;

export interface NewApiKey {
  readonly name: string;
  readonly role: Role;
  readonly scopes: readonly Scope[];
  readonly accountId: string | null;
  readonly expiresAt: Date | null;
}

export interface CreatedKey {
  readonly apiKey: IdentifiedKey;
  /** The whole key; it cannot be shown again. */
  readonly key: string;
}

/** For so long another instance may still accept a key that was revoked here. */
export const KEY_CACHE_MS = 5_000;
const CACHED_KEYS_MAX = 10_000;
/** Last use is written at most this often. */
const TOUCH_MS_MIN = 60_000;
/** Compared where there is no such key, so that an unknown id costs the same as a wrong secret. */
const NO_DIGEST = Buffer.alloc(32);

export class ApiKeys {
  private readonly rows: Repository<ApiKeyRow>;
  /** Services send thousands of requests a second with one key: it is not read from Postgres for each. */
  private readonly cache = new LRUCache<string, ApiKeyRow>({ max: CACHED_KEYS_MAX, ttl: KEY_CACHE_MS });

  /** Ids of keys that there are, or were. */
  private readonly seen = new LRUCache<string, true>({ max: CACHED_KEYS_MAX });

  constructor(
    database: DataSource,
    private readonly clock: Clock,
  ) {
    this.rows = database.getRepository(apiKeyEntity);
  }

  async create(key: NewApiKey): Promise<CreatedKey> {
    const text = newKeyText();
    const row: ApiKeyRow = {
      ...key,
      id: text.id,
      secretDigest: digestOf(text.secret),
      createdAt: this.clock(),
      lastUsedAt: null,
      revokedAt: null,
    };
    await this.rows.insert({ ...row, scopes: [...row.scopes] });
    this.seen.set(row.id, true);
    return { apiKey: identified(row), key: formatKey(text) };
  }

  /** Newest first; revoked and expired ones too. */
  async list(): Promise<readonly IdentifiedKey[]> {
    const rows = await this.rows.find({ order: { createdAt: 'DESC', id: 'ASC' } });
    return rows.map(identified);
  }

  /** @returns false when there is no such key. Revoking twice keeps the first time. */
  async revoke(id: string): Promise<boolean> {
    await this.rows.update({ id, revokedAt: IsNull() }, { revokedAt: this.clock() });
    this.cache.delete(id);
    return await this.rows.existsBy({ id });
  }

  /** Whether this instance has come across the key's id: of others nothing is known without Postgres. */
  hasSeen(presented: string): boolean {
    const text = parseKey(presented);
    return text !== null && this.seen.has(text.id);
  }

  /** @returns null for anything that is not a valid key: unknown, wrong, revoked or expired alike. */
  async authenticate(presented: string): Promise<IdentifiedKey | null> {
    const text = parseKey(presented);
    if (!text) return null;
    const row = await this.rowOf(text.id);
    const matches = sameDigest(digestOf(text.secret), row?.secretDigest ?? NO_DIGEST);
    const now = this.clock();
    if (!row || !matches || !isValid(row, now)) return null;
    return identified(await this.used(row, now));
  }

  /** Whether it would still be accepted, without counting as use. */
  async isOpen(id: string): Promise<boolean> {
    const row = await this.rowOf(id);
    return row !== null && isValid(row, this.clock());
  }

  private async rowOf(id: string): Promise<ApiKeyRow | null> {
    const cached = this.cache.get(id);
    if (cached) return cached;
    const row = await this.rows.findOneBy({ id });
    if (!row) return null;
    this.seen.set(id, true);
    this.cache.set(id, row);
    return row;
  }

  private async used(row: ApiKeyRow, now: Date): Promise<ApiKeyRow> {
    if (row.lastUsedAt && now.getTime() - row.lastUsedAt.getTime() < TOUCH_MS_MIN) return row;
    const touched = { ...row, lastUsedAt: now };
    this.cache.set(row.id, touched);
    await this.rows.update({ id: row.id }, { lastUsedAt: now });
    return touched;
  }
}

function isValid(row: ApiKeyRow, now: Date): boolean {
  return row.revokedAt === null && (row.expiresAt === null || row.expiresAt > now);
}

function identified({ secretDigest: _digest, ...key }: ApiKeyRow): IdentifiedKey {
  return key;
}
