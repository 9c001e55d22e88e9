import { elapsedText } from './elapsed-text.js';

it.each([
  [0, 'just now'],
  [-400, 'just now'],
  [2_000, '2 s ago'],
  [59_999, '59 s ago'],
  [60_000, '1 min ago'],
  [3_600_000, '1 h ago'],
  [49 * 3_600_000, '2 d ago'],
])('says %s ms as %s', (elapsedMs, text) => {
  expect(elapsedText(elapsedMs)).toBe(text);
});
