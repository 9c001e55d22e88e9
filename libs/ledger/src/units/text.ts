import { countSegments } from './segments.js';

/**
 * Words and characters as readers of any language see them (Unicode UAX #29, by Intl.Segmenter):
 * Chinese and Thai words are found without spaces, an emoji family is one character.
 * The root locale makes the count the same on every machine.
 */
const words = new Intl.Segmenter('und', { granularity: 'word' });
const characters = new Intl.Segmenter('und', { granularity: 'grapheme' });

/** A word always ends at one of these, so what stands between them can be counted on its own. */
const BETWEEN_SPACES = /[^ \t\r\n]+/g;

/** Letters and digits between punctuation that joins nothing: one word by every version of the rules. */
const PLAIN_WORD = /^["'([{]*[A-Za-z0-9]+["')\]}.,!?;:]*$/;

/** Between ASCII characters there is always a boundary, but for CR LF. */
const ASCII_ONLY = /^[\x00-\x7f]*$/;

/** Punctuation and white space are no words; numbers are. */
export function countWords(text: string): number {
  let count = 0;
  for (const [piece] of text.matchAll(BETWEEN_SPACES)) {
    count += PLAIN_WORD.test(piece)
      ? 1
      : countSegments(words, piece, (segment) => segment.isWordLike === true);
  }
  return count;
}

export function countCharacters(text: string): number {
  if (ASCII_ONLY.test(text)) return text.length - (text.match(/\r\n/g)?.length ?? 0);
  return countSegments(characters, text, () => true);
}
