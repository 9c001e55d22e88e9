import type { ProblemCode } from '#libs/contract';
import type { OpenAPIObject } from '@nestjs/swagger';
import { ACCESS_EXTENSION, type AccessRule } from '../access/access-rule.js';
import { EDGE_PROBLEMS } from '../problems/edge-problems.js';
import { REFUSAL_PROBLEMS } from '../problems/refusal-problems.js';
import { accessProblems, describeAccess } from './describe-access.js';
import { PROBLEMS_EXTENSION } from './endpoint.js';

export const SECURITY_SCHEMES = { key: 'apiKey', cookie: 'sessionCookie' } as const;

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;

const PROBLEMS = { ...EDGE_PROBLEMS, ...REFUSAL_PROBLEMS };

/** Adds to an operation what its decorators only hint at: who may call it and with what it refuses. */
export function documentOperation(path: string, operation: Operation): void {
  const rule = extension<AccessRule>(operation, ACCESS_EXTENSION);
  if (!rule) throw new Error(`${path} does not say who may call it.`);
  const own = extension<readonly ProblemCode[]>(operation, PROBLEMS_EXTENSION) ?? [];
  const who = describeAccess(rule, path.includes('{accountId}'));
  operation.description = [operation.description, `**Who may call it:** ${who}`].filter(Boolean).join('\n\n');
  if (rule.kind !== 'public')
    operation.security = Object.values(SECURITY_SCHEMES).map((name) => ({ [name]: [] }));
  const validation: ProblemCode[] = hasInput(operation) ? ['validation-failed'] : [];
  Object.assign(operation.responses, problemResponses([...accessProblems(rule), ...validation, ...own]));
}

/** Nest's swagger carries what decorators attach to an operation without typing it. */
function extension<Value>(operation: Operation, name: string): Value | undefined {
  const extensions = operation as unknown as Record<string, unknown>;
  const value = extensions[name] as Value | undefined;
  Reflect.deleteProperty(extensions, name);
  return value;
}

function hasInput({ parameters = [], requestBody }: Operation): boolean {
  return parameters.length > 0 || requestBody !== undefined;
}

function problemResponses(codes: readonly ProblemCode[]): Operation['responses'] {
  const byStatus = new Map<number, Set<ProblemCode>>();
  for (const code of codes) {
    const { status } = PROBLEMS[code];
    byStatus.set(status, (byStatus.get(status) ?? new Set()).add(code));
  }
  return Object.fromEntries(
    [...byStatus].map(([status, sameStatus]) => [status, problemResponse([...sameStatus])]),
  );
}

function problemResponse(codes: readonly ProblemCode[]) {
  return {
    description: codes.map((code) => `\`${code}\`: ${PROBLEMS[code].title}.`).join('\n\n'),
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  };
}
