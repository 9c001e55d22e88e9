import {
  parseApiUrl,
  parseColumns,
  parseCount,
  parseDelimiter,
  parseOperationPrefix,
} from './parse-flags.js';

it('takes columns separated by commas, given once or several times', () => {
  expect(parseColumns('in, out')).toEqual(['in', 'out']);
  expect(parseColumns('cached', parseColumns('in,out'))).toEqual(['in', 'out', 'cached']);
  expect(() => parseColumns('in,,out')).toThrow('A column needs a name.');
});

it.each(['0', '-1', '1.5', '1e3', '', 'x', '99999999999'])('does not take %j for a count', (text) => {
  expect(() => parseCount(text)).toThrow('whole number');
});

it('takes one character for a delimiter, and the word tab', () => {
  expect([';', 'tab', '\\t', '\t'].map(parseDelimiter)).toEqual([';', '\t', '\t', '\t']);
  for (const wrong of ['', ', ', '"', '\n']) expect(() => parseDelimiter(wrong)).toThrow('One character');
});

it('takes a prefix that leaves room in an idempotency key', () => {
  expect(parseOperationPrefix('2026-01/eu')).toBe('2026-01/eu');
  for (const wrong of ['', 'a b', 'é', 'x'.repeat(101)]) expect(() => parseOperationPrefix(wrong)).toThrow();
});

it('takes addresses of http and https', () => {
  expect(parseApiUrl('https://ledger.example/base').href).toBe('https://ledger.example/base');
  for (const wrong of ['localhost:3000', 'ftp://x', ''])
    expect(() => parseApiUrl(wrong)).toThrow('An address');
});
