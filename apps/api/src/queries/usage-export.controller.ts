import { keySchema } from '#libs/contract';
import { UsageQuery } from '#libs/read-models';
import { Controller, Get, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Readable } from 'node:stream';
import { z } from 'zod';
import { RequireScope } from '../access/access-rule.js';
import { Endpoint } from '../openapi/endpoint.js';
import { ValidParam, ValidQuery } from '../requests/zod.pipe.js';
import { FreshReads } from './fresh-reads.js';
import { usageExportParameters, type UsageExportParameters } from './query-parameters.js';
import { EXPORT_TYPES, exportOf } from './usage-export.js';
import { usageFilter } from './usage-filter.js';

const PAGE_LENGTH = 1_000;
/** Of whoever reads: a page is made when the one before is on its way. */
const PAGES_AHEAD = 1;

@Controller('/api/v1/accounts/:accountId/usage/export')
export class UsageExportController {
  constructor(
    @Inject(UsageQuery) private readonly history: UsageQuery,
    @Inject(FreshReads) private readonly freshReads: FreshReads,
  ) {}

  @Get()
  @RequireScope('usage:read')
  @Endpoint({
    summary: 'All of the usage history that a filter finds, as a file',
    description:
      'Streamed, newest first, with the filters of the history. When it cannot be finished the connection is cut, so that a file that is there is complete.',
    answer: z.string(),
    mediaType: 'text/csv',
    problems: ['read-model-behind'],
  })
  async download(
    @ValidParam('accountId', keySchema) accountId: string,
    @ValidQuery(usageExportParameters) { after, format, ...filter }: UsageExportParameters,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.freshReads.include(after);
    const gone = new AbortController();
    reply.raw.once('close', () => gone.abort());
    const asked = { ...usageFilter(filter), limit: PAGE_LENGTH };
    const pages = this.history.pages(accountId, asked, gone.signal);
    const name = `usage-${accountId.replaceAll(/[^\w.-]/g, '_').slice(0, 80)}.${format}`;
    await reply
      .header('Content-Type', EXPORT_TYPES[format])
      .header('Content-Disposition', `attachment; filename="${name}"`)
      .header('Cache-Control', 'no-store')
      .send(Readable.from(exportOf(pages, format), { highWaterMark: PAGES_AHEAD }));
  }
}
