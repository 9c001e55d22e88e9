/** Intl.Segmenter takes time in proportion to the square of the text's length; short windows keep it linear. */
const WINDOW_LENGTH = 256;

/** The rules look at most this many segments ahead: `can` and `'` are two until a `t` follows. */
const UNDECIDED_SEGMENTS = 2;

/**
 * Counts the segments of a text that pass. A text is read window by window; the last segments of a
 * window may go on behind it, so the next window begins where they began. This is exact for
 * characters and for words divided by rules. For languages divided by dictionary (Chinese, Japanese,
 * Thai, ...) more than 256 characters without a space may count a word more or less at a window's
 * edge than the text as a whole would, the same way every time.
 */
export function countSegments(
  segmenter: Intl.Segmenter,
  text: string,
  passes: (segment: Intl.SegmentData) => boolean,
): number {
  let count = 0;
  let start = 0;
  let length = WINDOW_LENGTH;
  while (start < text.length) {
    const end = characterBoundary(text, start + length);
    const segments = [...segmenter.segment(text.slice(start, end))];
    if (end >= text.length) return count + segments.filter(passes).length;
    const decided = segments.slice(0, -UNDECIDED_SEGMENTS);
    count += decided.filter(passes).length;
    start += segments[decided.length]?.index ?? 0;
    length = decided.length === 0 ? length * 2 : WINDOW_LENGTH; // one segment fills the window: widen it
  }
  return count;
}

/** Never between the two halves of a surrogate pair. */
function characterBoundary(text: string, index: number): number {
  const before = text.charCodeAt(index - 1);
  return before >= 0xd800 && before <= 0xdbff ? index + 1 : index;
}
