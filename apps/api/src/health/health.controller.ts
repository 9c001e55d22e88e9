import { checkHealth, type HealthChecks, type HealthReport } from '#libs/platform';
import { Controller, Get, Inject, Res } from '@nestjs/common';
import { SkipThrottle } from '@nestjs/throttler';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { Public } from '../access/access-rule.js';
import { Endpoint } from '../openapi/endpoint.js';
import { HEALTH_CHECKS } from './health-checks.js';
import { Stopping } from './stopping.js';

const aliveSchema = z.object({ status: z.literal('ok') });
const reportSchema = z.object({
  status: z.enum(['ok', 'unavailable']),
  checks: z.record(
    z.string(),
    z.object({ status: z.enum(['ok', 'unavailable']), reason: z.string().optional() }),
  ),
});

@Controller('/health')
@SkipThrottle({ requests: true })
export class HealthController {
  constructor(
    @Inject(HEALTH_CHECKS) private readonly checks: HealthChecks,
    @Inject(Stopping) private readonly stopping: Stopping,
  ) {}

  @Get('live')
  @Public()
  @Endpoint({ summary: 'Whether the process runs', answer: aliveSchema })
  live(): z.output<typeof aliveSchema> {
    return { status: 'ok' };
  }

  @Get('ready')
  @Public()
  @Endpoint({
    summary: 'Whether the process can take requests',
    description: 'Answers 503, with the same body, when a part that it needs is not well.',
    answer: reportSchema,
  })
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<HealthReport> {
    const report = await checkHealth({ ...this.checks, process: () => this.stopping.refuse() });
    void reply.status(report.status === 'ok' ? 200 : 503).header('Cache-Control', 'no-store');
    return report;
  }
}
