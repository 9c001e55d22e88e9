import { applyDecorators } from '@nestjs/common';
import { ApiExtension, ApiHeader, ApiOperation, ApiProduces, ApiResponse } from '@nestjs/swagger';
import { IDEMPOTENCY_KEY_HEADER, REPLAYED_HEADER, type ProblemCode } from '#libs/contract';
import type { z } from 'zod';
import { openApiSchema } from './schemas.js';

export interface EndpointDescription {
  readonly summary: string;
  readonly description?: string;
  /** Absent: no body. */
  readonly answer?: z.ZodType;
  readonly status?: number;
  /** Instead of JSON. */
  readonly mediaType?: string;
  /** What it refuses with, beside what every endpoint of its kind does. */
  readonly problems?: readonly ProblemCode[];
}

export const PROBLEMS_EXTENSION = 'x-problems';

/** Says in the API's documentation what an endpoint is for and what it answers. */
export function Endpoint({ summary, description = '', answer, problems = [], ...rest }: EndpointDescription) {
  const status = rest.status ?? (answer ? 200 : 204);
  return applyDecorators(
    ApiOperation({ summary, description }),
    ApiExtension(PROBLEMS_EXTENSION, problems),
    ApiResponse({ status, description: 'Done.', ...(answer && content(answer, rest.mediaType)) }),
  );
}

const COMMAND_PROBLEMS: readonly ProblemCode[] = [
  'idempotency-key-missing',
  'idempotency-key-reused',
  'account-busy',
  'event-store-unavailable',
];

/** An endpoint that changes something, once for each idempotency key. */
export function CommandEndpoint({ problems = [], ...description }: EndpointDescription) {
  return applyDecorators(
    Endpoint({ ...description, problems: [...COMMAND_PROBLEMS, ...problems] }),
    ApiHeader({
      name: IDEMPOTENCY_KEY_HEADER,
      required: true,
      description:
        '1 to 200 visible ASCII characters, neither "." nor "..", new for every operation. Sent again with the same body, it answers ' +
        `the original result and the header ${REPLAYED_HEADER}.`,
      schema: { type: 'string', minLength: 1, maxLength: 200 },
    }),
  );
}

/** An endpoint that streams server-sent events. */
export function StreamEndpoint(description: EndpointDescription) {
  return applyDecorators(
    Endpoint({ ...description, mediaType: 'text/event-stream' }),
    ApiProduces('text/event-stream'),
  );
}

function content(answer: z.ZodType, mediaType = 'application/json') {
  return { content: { [mediaType]: { schema: openApiSchema(answer, 'output') } } };
}
