import { countCharacters, countWords } from './text.js';

it.each([
  ['', 0],
  ['   \n', 0],
  ['Hello, brave new world!', 4],
  ["It isn't 3.14", 3],
  ['¿Dónde está la biblioteca?', 4],
  ['Быстрая лиса', 2],
  ['你好世界', 2],
  ['สวัสดีชาวโลก', 3],
  ['... --- !!!', 0],
])('counts the words of %j', (text, count) => {
  expect(countWords(text)).toBe(count);
});

it.each([
  ['', 0],
  ['abc', 3],
  ['a\r\nb', 3],
  ['e\u0301', 1],
  ['👩‍👩‍👧‍👦', 1],
  ['🇩🇪🇫🇷', 2],
])('counts the characters of %j', (text, count) => {
  expect(countCharacters(text)).toBe(count);
});

it('takes time in proportion to the length: a hundred thousand characters without a space are counted', () => {
  expect(countWords('語'.repeat(100_000))).toBeGreaterThan(1_000);
  expect(countCharacters('語'.repeat(100_000))).toBe(100_000);
});
