import { HttpErrorResponse } from '@angular/common/http';
import { correctionTrouble } from './correction-trouble.js';

const refused = (body: object) => new HttpErrorResponse({ status: 409, error: body });

it('says with its figures why a charge is not reversed', () => {
  const body = { code: 'reversal-exceeds-charge', operationId: 'o', asked: '1250.5', reversible: '0' };
  expect(correctionTrouble(refused(body))).toMatchObject({
    code: 'reversal-exceeds-charge',
    words: 'That is more than can come back. Asked for: 1,250.5. Left to reverse: 0.',
  });
});

it('says with its figures why a grant is not voided', () => {
  const body = { code: 'grant-spent', grantId: 'g', amount: '1000', remaining: '900' };
  expect(correctionTrouble(refused(body)).words).toBe('Something of it was used. Granted: 1,000. Left: 900.');
});

it('leaves what it does not know to the words for everything', () => {
  expect(correctionTrouble(refused({ code: 'rate-limited' })).words).toBe(
    'Too many requests at once. It works again in a moment.',
  );
  expect(correctionTrouble(new HttpErrorResponse({ status: 500 })).code).toBe('http-500');
  expect(correctionTrouble(refused({ code: 'toString' })).words).toBe('Something went wrong on the server.');
});
