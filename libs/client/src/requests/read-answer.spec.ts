import type { Problem } from '#libs/contract';
import { isRefused } from '../answers/refused.js';
import { UnexpectedAnswer } from '../answers/unexpected-answer.js';
import { readAnswer } from './read-answer.js';

const now = new Date('2026-01-03T07:58:00.000Z');
const asked = { method: 'POST', idempotencyKey: 'key-1' } as const;

const problem = (status: number, code: string): Problem => ({
  type: `https://token-ledger.dev/problems/${code}`,
  title: 'Title',
  detail: 'Detail.',
  status,
  code,
});

const read = (status: number, body: object | string, headers: Record<string, string> = {}) =>
  readAnswer(
    { status, headers: new Headers(headers), body: typeof body === 'string' ? body : JSON.stringify(body) },
    asked,
    now,
  );

it('tells an original answer from a replayed one', () => {
  expect(read(201, { tokens: '1' })).toEqual({ kind: 'answered', body: { tokens: '1' }, replayed: false });
  expect(read(200, {}, { 'Idempotent-Replayed': 'true' })).toMatchObject({ replayed: true });
});

it.each([
  [409, 'insufficient-tokens'],
  [422, 'idempotency-key-reused'],
  [404, 'hold-not-found'],
  [400, 'validation-failed'],
  [418, 'a-code-of-a-newer-server'],
])('takes %d %s for the decision of the ledger', (status, code) => {
  const verdict = read(status, problem(status, code));
  expect(verdict).toMatchObject({ kind: 'final', decided: true, error: { status, code } });
  expect(verdict.kind === 'final' && isRefused(verdict.error, code)).toBe(true);
});

it.each([401, 403])(
  'takes %d for a word about the key, which tells nothing of earlier attempts',
  (status) => {
    expect(read(status, problem(status, 'forbidden'))).toMatchObject({ kind: 'final', decided: false });
  },
);

it.each([500, 502, 503, 504])('asks again after %d, which may have been carried out', (status) => {
  expect(read(status, problem(status, 'event-store-unavailable'))).toMatchObject({
    kind: 'ask-again',
    maybeDone: true,
    afterMs: null,
  });
  expect(read(status, '<html>Bad gateway</html>')).toMatchObject({ kind: 'ask-again', maybeDone: true });
});

it.each([
  [429, 'rate-limited'],
  [503, 'account-busy'],
])('asks again after %d %s, which was not carried out', (status, code) => {
  const verdict = read(status, problem(status, code), { 'Retry-After': '3' });
  expect(verdict).toMatchObject({ kind: 'ask-again', maybeDone: false, afterMs: 3_000, problem: { code } });
});

it('asks again when an answer breaks off', () => {
  expect(read(201, '{"operationId":')).toMatchObject({ kind: 'ask-again', maybeDone: true });
});

it.each([
  [404, '<html>Not here</html>'],
  [302, ''],
  [400, '{"message":"of somebody else"}'],
])('does not take a page of somebody else for the ledger: %d %j', (status, body) => {
  const verdict = read(status, body);
  expect(verdict).toMatchObject({ kind: 'final', decided: false, error: { status } });
  expect(verdict.kind === 'final' && verdict.error).toBeInstanceOf(UnexpectedAnswer);
});
