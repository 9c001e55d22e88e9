import type { Configuration } from '#libs/platform';
import { Inject, Injectable, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import {
  InjectThrottlerOptions,
  InjectThrottlerStorage,
  ThrottlerGuard,
  type ThrottlerLimitDetail,
  type ThrottlerModuleOptions,
  type ThrottlerStorage,
} from '@nestjs/throttler';
import { CONFIGURATION } from '../configuration/configuration.module.js';
import { ProblemAnswer } from '../problems/problem.js';
import { limitKey, requestsOfAddress } from './request-limits.js';

@Injectable()
export class RequestLimitGuard extends ThrottlerGuard {
  constructor(
    @InjectThrottlerOptions() options: ThrottlerModuleOptions,
    @InjectThrottlerStorage() storage: ThrottlerStorage,
    @Inject(Reflector) reflector: Reflector,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {
    super(options, storage, reflector);
  }

  /**
   * Of a request that shows a key, which passed the guard uncounted: only whoever is authenticated is free.
   * @throws {ProblemAnswer} when its address has sent too many.
   */
  async countAgainstAddress(context: ExecutionContext): Promise<void> {
    const throttler = requestsOfAddress(this.configuration);
    const { limit, ttl } = throttler;
    const getTracker = (request: Record<string, unknown>) => this.getTracker(request);
    const counted = { limit, ttl, blockDuration: ttl, throttler, getTracker, generateKey: limitKey };
    await this.handleRequest({ context, ...counted });
  }

  protected override throwThrottlingException(
    _context: ExecutionContext,
    { timeToBlockExpire }: ThrottlerLimitDetail,
  ): Promise<void> {
    throw new ProblemAnswer('rate-limited', { retryAfter: timeToBlockExpire });
  }
}
