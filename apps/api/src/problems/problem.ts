import {
  PROBLEM_TYPE_BASE,
  type EdgeProblemCode,
  type FieldError,
  type Problem,
  type ProblemCode,
} from '#libs/contract';
import type { Refusal } from '#libs/ledger';
import { EDGE_PROBLEMS, type EdgeProblem } from './edge-problems.js';
import { REFUSAL_PROBLEMS, type RefusalProblem } from './refusal-problems.js';

export interface ProblemDetails {
  readonly detail?: string;
  readonly errors?: readonly FieldError[];
  /** Seconds; instead of the table's. */
  readonly retryAfter?: number;
}

/** Throw it to answer one of the problems of the HTTP edge. */
export class ProblemAnswer extends Error {
  override readonly name = 'ProblemAnswer';

  constructor(
    readonly code: EdgeProblemCode,
    readonly details: ProblemDetails = {},
    options?: ErrorOptions,
  ) {
    super(details.detail ?? EDGE_PROBLEMS[code].detail, options);
  }
}

/** Throw it to answer a refusal of the domain. */
export class RefusedCommand extends Error {
  override readonly name = 'RefusedCommand';

  constructor(readonly refusal: Refusal) {
    super(refusal.code);
  }
}

export function refusalProblem(refusal: Refusal): Problem {
  // The table has, for every code, the entry that takes the refusal of this code.
  const {
    status,
    title,
    detail,
    figures = figuresOf,
  } = REFUSAL_PROBLEMS[refusal.code] as RefusalProblem<Refusal>;
  return {
    ...figures(refusal),
    ...heading(refusal.code, status, title),
    detail: detail(refusal),
  };
}

function figuresOf({ code: _code, ...figures }: Refusal): Readonly<Record<string, unknown>> {
  return figures;
}

export function edgeProblem({ code, details }: ProblemAnswer): Problem {
  const { status, title, detail } = EDGE_PROBLEMS[code];
  return {
    ...heading(code, status, title),
    detail: details.detail ?? detail,
    ...(details.errors && { errors: details.errors }),
  };
}

export function retryAfterSeconds({ code, details }: ProblemAnswer): number | null {
  const { retryAfter }: EdgeProblem = EDGE_PROBLEMS[code];
  return details.retryAfter ?? retryAfter ?? null;
}

function heading(code: ProblemCode, status: number, title: string) {
  return { type: PROBLEM_TYPE_BASE + code, title, status, code };
}
