import { createUserRequestSchema, userSchema, type User } from '#libs/contract';
import type { Identity } from '#libs/identity';
import { Controller, Inject, Post } from '@nestjs/common';
import type { z } from 'zod';
import { RequireScope } from '../access/access-rule.js';
import { IDENTITY } from '../identity/identity.module.js';
import { Endpoint } from '../openapi/endpoint.js';
import { ValidBody } from '../requests/zod.pipe.js';

@Controller('/api/v1/users')
export class UsersController {
  constructor(@Inject(IDENTITY) private readonly identity: Identity) {}

  @Post()
  @RequireScope('admin')
  @Endpoint({ summary: 'Create a user', status: 201, answer: userSchema, problems: ['email-taken'] })
  async create(
    @ValidBody(createUserRequestSchema) body: z.output<typeof createUserRequestSchema>,
  ): Promise<User> {
    const { id, email, name, role, accountId, createdAt } = await this.identity.users.create(body);
    return { userId: id, email, name, role, accountId, createdAt: createdAt.toISOString() };
  }
}
