import type { Registry } from '#libs/platform';
import { Controller, Get, Header, Inject } from '@nestjs/common';
import { SkipThrottle } from '@nestjs/throttler';
import { z } from 'zod';
import { Public } from '../access/access-rule.js';
import { Endpoint } from '../openapi/endpoint.js';
import { METRICS } from './metrics-registry.js';

@Controller('/metrics')
@SkipThrottle({ requests: true })
export class MetricsController {
  constructor(@Inject(METRICS) private readonly registry: Registry) {}

  @Get()
  @Public()
  @Header('Content-Type', 'text/plain; version=0.0.4; charset=utf-8')
  @Endpoint({ summary: 'Metrics for Prometheus', answer: z.string(), mediaType: 'text/plain' })
  async metrics(): Promise<string> {
    return await this.registry.metrics();
  }
}
