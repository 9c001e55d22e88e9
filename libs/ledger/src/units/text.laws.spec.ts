import fc from 'fast-check';
import { countCharacters, countWords } from './text.js';

const words = new Intl.Segmenter('und', { granularity: 'word' });
const characters = new Intl.Segmenter('und', { granularity: 'grapheme' });

/** Characters at which the Unicode rules differ: joiners, marks, flags, quotes, digits, several scripts. */
const tricky = [
  ...'ab19_ .,:;\'"-\r\n\t()',
  '\u00a0',
  '\u202f',
  '\ufeff',
  '\u200d',
  '\u0301',
  '\u00ad',
  '\u2019',
  'é',
  'ß',
  'Ж',
  'ע',
  'ا',
  '\u0600',
  'ก',
  'ำ',
  '漢',
  '字',
  'か',
  'ナ',
  '한',
  '\u1100',
  '\u1161',
  '👩',
  '🏽',
  '❤️',
  '🇩',
  '🇪',
  '1️⃣',
  'न',
  '\u094d',
  'ि',
];

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 120 }),
  fc.array(fc.constantFrom(...tricky), { maxLength: 120 }).map((parts) => parts.join('')),
);

it('counts the words that the Unicode rules find', () => {
  fc.assert(
    fc.property(text, (sample) => {
      expect(countWords(sample)).toBe([...words.segment(sample)].filter((each) => each.isWordLike).length);
    }),
    { numRuns: 2_000, endOnFailure: true },
  );
});

it('counts the characters that the Unicode rules find', () => {
  fc.assert(
    fc.property(text, (sample) => {
      expect(countCharacters(sample)).toBe([...characters.segment(sample)].length);
    }),
    { numRuns: 2_000, endOnFailure: true },
  );
});

it('counts the characters of a text longer than a window exactly', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...tricky), { minLength: 600, maxLength: 900 }), (parts) => {
      const sample = parts.join('');
      expect(countCharacters(sample)).toBe([...characters.segment(sample)].length);
    }),
    { numRuns: 60, endOnFailure: true },
  );
});

it('counts the words of a long text in spaced languages exactly', () => {
  const word = fc.constantFrom(
    'Hello',
    "don't",
    'l’été',
    '3.14',
    'naïve',
    'Привет',
    'مرحبا',
    'a_b',
    'e.g.',
    '(x)',
    'co-op',
    'señor,',
  );
  fc.assert(
    fc.property(fc.array(word, { minLength: 200, maxLength: 400 }), (parts) => {
      const sample = parts.join(' ');
      expect(countWords(sample)).toBe([...words.segment(sample)].filter((each) => each.isWordLike).length);
    }),
    { numRuns: 60, endOnFailure: true },
  );
});
