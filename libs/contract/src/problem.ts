import { z } from 'zod';

/** RFC 9457. `type` is stable: `https://token-ledger.dev/problems/<code>`. Refusals add their figures. */
export const problemSchema = z.looseObject({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string(),
  code: z.string(),
});
export type Problem = z.infer<typeof problemSchema>;

export const PROBLEM_TYPE_BASE = 'https://token-ledger.dev/problems/';
