import { HttpErrorResponse, HttpHeaders } from '@angular/common/http';
import { signInRefusal } from './sign-in-refusal.js';

const answer = (status: number, code: string, headers = {}) =>
  new HttpErrorResponse({ status, error: { code }, headers: new HttpHeaders(headers) });

it('does not tell which of e-mail and password is wrong', () => {
  expect(signInRefusal(answer(401, 'sign-in-failed'))).toEqual({
    code: 'sign-in-failed',
    words: 'E-mail or password is wrong.',
    aboutCredentials: true,
  });
});

it.each([
  ['240', 'in 4 minutes'],
  ['60', 'in a minute'],
  ['8', 'in 8 seconds'],
])('says after %s seconds when to try again', (seconds, when) => {
  expect(signInRefusal(answer(429, 'rate-limited', { 'Retry-After': seconds })).words).toBe(
    `Too many attempts. Try again ${when}.`,
  );
});

it('says that the server is gone, and that nothing is lost', () => {
  const { code, words, aboutCredentials } = signInRefusal(new HttpErrorResponse({ status: 0 }));
  expect(code).toBe('server-unreachable');
  expect(words).toContain('The server cannot be reached. Nothing you typed is lost');
  expect(aboutCredentials).toBe(false);
});
