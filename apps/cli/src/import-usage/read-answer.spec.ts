import type { Answer } from './api-connection.js';
import { readAnswer } from './read-answer.js';

const now = new Date('2026-01-03T07:58:00.000Z');
const problem = (code: string, more = {}) =>
  JSON.stringify({ type: 'about:blank', title: code, status: 0, code, detail: 'Because.', ...more });
const read = (answer: Partial<Answer>) => readAnswer({ status: 200, headers: {}, body: '', ...answer }, now);

it.each([429, 502, 503, 504])('asks again after status %d, whoever sent it', (status) => {
  expect(read({ status, body: '<html>' })).toEqual({
    kind: 'ask-again',
    why: `status ${status}`,
    afterMs: null,
  });
});

it.each([
  ['2', 2_000],
  ['0', 0],
  ['Sat, 03 Jan 2026 07:58:30 GMT', 30_000],
  ['Sat, 03 Jan 2026 07:00:00 GMT', 0],
  ['86400', 300_000],
  ['soon', null],
])('waits as Retry-After: %s says, five minutes at most', (header, afterMs) => {
  expect(read({ status: 429, headers: { 'retry-after': header }, body: problem('rate-limited') })).toEqual({
    kind: 'ask-again',
    why: '429 rate-limited: Because.',
    afterMs,
  });
});

it.each([400, 404, 409, 422, 500])('counts a problem of status %d as refused', (status) => {
  expect(read({ status, body: problem('insufficient-tokens') })).toEqual({
    kind: 'refused',
    code: 'insufficient-tokens',
    detail: 'Because.',
  });
});

it('says which fields were not valid', () => {
  const errors = [{ field: 'units', message: 'must not be negative' }];
  expect(read({ status: 400, body: problem('validation-failed', { errors }) })).toMatchObject({
    detail: 'Because. units must not be negative',
  });
});

it.each([401, 403])('stops when the key is refused with %d', (status) => {
  expect(() => read({ status, body: problem('x', { status }) })).toThrow(
    /refuses the key \(40[13]\): Because/,
  );
});

it.each([
  [{ status: 200, body: '<html>Welcome' }, 'status 200, "<html>Welcome"'],
  [{ status: 201, body: '{"ok":true}' }, 'no Token Ledger API'],
  [{ status: 404, body: 'Cannot POST' }, 'status 404'],
  [
    { status: 301, headers: { location: 'https://ledger.example/' } },
    'It points to https://ledger.example/.',
  ],
])('stops at what only something else than the API answers: %j', (answer, message) => {
  expect(() => read(answer)).toThrow(message);
});
