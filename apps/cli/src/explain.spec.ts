import { explain } from './explain.js';
import { OperatorError } from './operator-error.js';

const failure = (message: string, code: string) => Object.assign(new Error(message), { code });

it('says which server does not answer', () => {
  const explained = explain(failure('connect ECONNREFUSED 127.0.0.1:5432', 'ECONNREFUSED'));
  expect(explained).toMatchObject({ exitCode: 2 });
  expect(explained?.message).toContain('127.0.0.1:5432');
});

it('says that the password is wrong', () => {
  expect(explain(failure('password authentication failed for user "x"', '28P01'))?.message).toBe(
    'Postgres refuses the connection: password authentication failed for user "x". Check DATABASE_URL.',
  );
});

it('leaves what is said already as it is, and bugs to show their stack', () => {
  const said = new OperatorError('The disk is full.');
  expect(explain(said)).toBe(said);
  expect(explain(new TypeError('x is not a function'))).toBeNull();
});
