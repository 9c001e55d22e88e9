import {
  apiKeysSchema,
  createApiKeyRequestSchema,
  createdApiKeySchema,
  type ApiKey,
  type ApiKeys,
  type CreatedApiKey,
} from '#libs/contract';
import { keyPrefix, type IdentifiedKey, type Identity } from '#libs/identity';
import { Controller, Delete, Get, Header, HttpCode, Inject, Post } from '@nestjs/common';
import { z } from 'zod';
import { RequireScope } from '../access/access-rule.js';
import { IDENTITY } from '../identity/identity.module.js';
import { Endpoint } from '../openapi/endpoint.js';
import { ProblemAnswer } from '../problems/problem.js';
import { ValidBody, ValidParam } from '../requests/zod.pipe.js';

const keyIdSchema = z.string().regex(/^[0-9a-f]{16}$/, 'must be the id of an API key');

@Controller('/api/v1/api-keys')
export class ApiKeysController {
  constructor(@Inject(IDENTITY) private readonly identity: Identity) {}

  @Post()
  @RequireScope('admin')
  @Header('Cache-Control', 'no-store')
  @Endpoint({
    summary: 'Create an API key',
    description: 'The answer is the only place where the whole key is ever shown.',
    status: 201,
    answer: createdApiKeySchema,
  })
  async create(
    @ValidBody(createApiKeyRequestSchema) body: z.output<typeof createApiKeyRequestSchema>,
  ): Promise<CreatedApiKey> {
    const expiresAt = body.expiresAt === null ? null : new Date(body.expiresAt);
    const { apiKey, key } = await this.identity.apiKeys.create({ ...body, expiresAt });
    return { ...apiKeyView(apiKey), key };
  }

  @Get()
  @RequireScope('admin')
  @Endpoint({ summary: 'List API keys, newest first', answer: apiKeysSchema })
  async list(): Promise<ApiKeys> {
    const apiKeys = await this.identity.apiKeys.list();
    return { items: apiKeys.map(apiKeyView) };
  }

  @Delete(':keyId')
  @HttpCode(204)
  @RequireScope('admin')
  @Endpoint({
    summary: 'Revoke an API key',
    description: 'Takes effect at once here, and within 5 seconds on other instances.',
    problems: ['not-found'],
  })
  async revoke(@ValidParam('keyId', keyIdSchema) id: string): Promise<void> {
    if (!(await this.identity.apiKeys.revoke(id))) throw new ProblemAnswer('not-found');
  }
}

function apiKeyView(apiKey: IdentifiedKey): ApiKey {
  const { id, name, role, scopes, accountId } = apiKey;
  return {
    id,
    prefix: keyPrefix(id),
    name,
    role,
    scopes: [...scopes],
    accountId,
    createdAt: apiKey.createdAt.toISOString(),
    lastUsedAt: apiKey.lastUsedAt?.toISOString() ?? null,
    expiresAt: apiKey.expiresAt?.toISOString() ?? null,
    revokedAt: apiKey.revokedAt?.toISOString() ?? null,
  };
}
