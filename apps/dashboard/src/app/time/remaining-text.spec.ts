import { remainingText } from './remaining-text.js';

it.each([
  [0, null],
  [-5_000, null],
  [1, '1 s'],
  [59_000, '59 s'],
  [59_001, '1 min 00 s'],
  [252_000, '4 min 12 s'],
  [7_500_000, '2 h 05 min'],
  [273_600_000, '3 d 4 h'],
])('says of %d ms: %s', (ms, text) => {
  expect(remainingText(ms)).toBe(text);
});
