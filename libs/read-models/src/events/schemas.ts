import type { z } from 'zod';

/** One schema for every event of a family, equal to its type. */
export type Schemas<Event extends { type: string; data: unknown }> = {
  readonly [Type in Event['type']]: z.ZodType<Extract<Event, { type: Type }>['data']>;
};
