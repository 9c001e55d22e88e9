import type { FieldError } from '#libs/contract';
import { Body, Param, Query, type PipeTransform } from '@nestjs/common';
import type { z } from 'zod';
import {
  documentedBody,
  documentedParam,
  documentedParams,
  documentedQuery,
} from '../openapi/document-input.js';
import { ProblemAnswer } from '../problems/problem.js';

/** Answers what the schema made of the value, or a problem that names every field that is wrong. */
export class ZodPipe<Schema extends z.ZodType> implements PipeTransform<unknown, z.output<Schema>> {
  constructor(
    private readonly schema: Schema,
    /** How errors call the value as a whole. */
    private readonly name = '',
  ) {}

  transform(value: unknown): z.output<Schema> {
    const parsed = this.schema.safeParse(value);
    if (parsed.success) return parsed.data;
    throw new ProblemAnswer('validation-failed', { errors: fieldErrors(parsed.error, this.name) });
  }
}

/** The request's body, validated and with the schema's defaults. */
export const ValidBody = (schema: z.ZodType) => documentedBody(Body(new ZodPipe(schema)), schema);

/** The request's query, validated; unknown parameters are refused when the schema is strict. */
export const ValidQuery = (schema: z.ZodType) => documentedQuery(Query(new ZodPipe(schema)), schema);

/** One parameter of the path, validated. */
export const ValidParam = (name: string, schema: z.ZodType) =>
  documentedParam(Param(name, new ZodPipe(schema, name)), name, schema);

/** Every parameter of the path at once, validated. */
export const ValidParams = (schema: z.ZodObject<Record<string, z.ZodType>>) =>
  documentedParams(Param(new ZodPipe(schema)), schema);

function fieldErrors(error: z.ZodError, name: string): readonly FieldError[] {
  return error.issues.flatMap((issue) => {
    const path = [...(name ? [name] : []), ...issue.path.map(String)];
    const keys = issue.code === 'unrecognized_keys' ? issue.keys : [];
    if (keys.length === 0) return [{ field: path.join('.'), message: issue.message }];
    return keys.map((key) => ({ field: [...path, key].join('.'), message: 'is not known' }));
  });
}
