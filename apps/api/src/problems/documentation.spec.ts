import { ROLE_SCOPES, ROLES, SCOPES } from '#libs/contract';
import { readFileSync } from 'node:fs';
import type { InsufficientTokens } from '#libs/ledger';
import { EDGE_PROBLEMS } from './edge-problems.js';
import { refusalProblem } from './problem.js';
import { REFUSAL_PROBLEMS } from './refusal-problems.js';

const read = (name: string) => readFileSync(new URL(`../../../../docs/${name}`, import.meta.url), 'utf8');

/** Rows of all tables whose first column is code, without its backticks. */
function rowsOf(page: string): string[][] {
  const rows = [...page.matchAll(/^\| (`.*`) +\| (.*) \|$/gm)];
  return rows
    .map(([, code = '', rest = '']) => [
      code.replaceAll('`', ''),
      ...rest.split(' | ').map((cell) => cell.trim()),
    ])
    .filter(([code = '']) => /^[\w:-]+$/.test(code));
}

it('lists every problem with its status and title, and no other', () => {
  const problems = Object.entries({ ...REFUSAL_PROBLEMS, ...EDGE_PROBLEMS });
  const expected = problems.map(([code, { status, title }]) => [code, String(status), title]);
  expect(rowsOf(read('api.md')).sort()).toEqual(expected.sort());
});

it('shows a problem as it is answered', () => {
  const [, json = ''] = /application\/problem\+json[^]*?```json\n([^]*?)```/.exec(read('api.md')) ?? [];
  const { instance, correlationId, ...shown } = JSON.parse(json) as Record<string, unknown>; // an object, see below
  const refusal: InsufficientTokens = {
    code: 'insufficient-tokens',
    model: 'gpt-5-nano',
    needed: '250',
    available: '100.5',
    held: '0',
    overdraft: '0',
  };
  expect(shown).toEqual(refusalProblem(refusal));
  expect([instance, correlationId]).toEqual([expect.any(String), expect.any(String)]);
});

it('lists every scope with the roles that may have it', () => {
  const rows = rowsOf(read('security.md')).map(([scope, , roles]) => [scope, roles]);
  const rolesWith = (scope: (typeof SCOPES)[number]) =>
    ROLES.filter((role) => ROLE_SCOPES[role].includes(scope));
  expect(rows).toEqual(SCOPES.map((scope) => [scope, rolesWith(scope).join(', ')]));
});
