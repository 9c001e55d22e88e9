import { HttpErrorResponse } from '@angular/common/http';
import { troubleOf } from './trouble.js';

it('keeps the code of a problem that the server names', () => {
  const error = new HttpErrorResponse({ status: 503, error: { code: 'database-unavailable' } });
  expect(troubleOf(error)).toMatchObject({
    code: 'database-unavailable',
    status: 503,
    words: 'The database does not answer at the moment.',
  });
});

it('has plain words for a code that it does not know', () => {
  const error = new HttpErrorResponse({ status: 500, error: '<html>' });
  expect(troubleOf(error)).toMatchObject({ code: 'http-500', words: 'Something went wrong on the server.' });
});

it('tells waiting too long from not reaching the server', () => {
  const timeout = new DOMException('signal timed out', 'TimeoutError');
  expect(troubleOf(new HttpErrorResponse({ status: 0, error: timeout })).code).toBe('timed-out');
  expect(troubleOf(new HttpErrorResponse({ status: 0 })).code).toBe('server-unreachable');
});
