import { InvalidPattern, patternOf } from './pattern.js';

it.each([
  ['^[^$].*', 'account-1', true],
  ['^[^\\$].*', '$system', false],
  ['^[^\\$].*', '', false],
  ['^account-', 'account-1', true],
  ['^account-', 'my-account-1', false],
  ['account', 'my-account-1', true],
  ['^account\\.', 'account-1', false],
  ['^(account|order)-\\d+$', 'order-17', true],
  ['^(account|order)-\\d+$', 'order-x', false],
  ['^.$', '\u{1f600}', true],
  ['(?i)^ACCOUNT', 'account-1', true],
  ['^(?<kind>[a-z]+)-', 'order-17', true],
  ['(?<=order-)17', 'order-17', true],
  ['^\\u0041\\/', 'A/', true],
])('understands %s on %j', (source, text, expected) => {
  expect(patternOf(source)(text)).toBe(expected);
});

it.each([
  ['^(?!\\$)', 'account-1', true],
  ['^(?!\\$)', '$system', false],
  ['^(?!\\$)', '', true],
  ['^(?!\\$).+', '', false],
  ['^(?!\\$|test-)(?!.*-old$)[a-z]+-', 'account-1', true],
  ['^(?!\\$|test-)(?!.*-old$)[a-z]+-', 'test-1', false],
  ['^(?!\\$|test-)(?!.*-old$)[a-z]+-', 'account-old', false],
  ['^(?=.*-eu)account', 'account-eu', true],
  ['^(?=.*-eu)account', 'account-us', false],
  ['^(?!(a|b[)]))c', 'c', true],
  ['^(?!(a|b[)]))c', 'b)c', false],
  ['^(?!a\\))(a|b)', 'a)', false],
])('understands what %s excludes of %j', (source, text, expected) => {
  expect(patternOf(source)(text)).toBe(expected);
  expect(new RegExp(source).test(text)).toBe(expected);
});

it.each([
  '(',
  '^(a)\\1$',
  'a(?=b)',
  '^(?!a)b|c',
  '^(?!a)*b',
  '^(?!a',
  '(a{100}){100}',
  '((a|b){500}c){2}',
  'a'.repeat(2_001),
])('refuses %s', (source) => {
  expect(() => patternOf(source)).toThrow(InvalidPattern);
});

it.each(['^(a+)+$', '(a+)+$', '^(?!(a+)+$)', '^(a|a)*$', '(x+x+)+y'])(
  'takes no longer for %s when a text nearly matches',
  (source) => {
    // A backtracking engine would not come back from this.
    const nearly = `${'a'.repeat(1_000)}${'x'.repeat(900)}!`;
    expect(patternOf(source)(nearly)).toBe(source.includes('?!'));
  },
);
