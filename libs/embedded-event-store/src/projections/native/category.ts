import { InvalidQuery } from '../errors.js';

/** The category that the name of a stream says it belongs to; null: none. */
export type Categorize = (streamName: string) => string | null;

/**
 * The query of a categorizing projection: `first` or `last`, and in the next line the character that ends a category.
 * The character alone means its last occurrence.
 */
export function categorizeBy(query: string): Categorize {
  const { side, separator } = parsed(query.trim());
  return (streamName) => {
    if (streamName.startsWith('$')) return null;
    const end = side === 'first' ? streamName.indexOf(separator) : streamName.lastIndexOf(separator);
    return end > 0 ? streamName.slice(0, end) : null;
  };
}

function parsed(query: string): { readonly side: string; readonly separator: string } {
  if (query.length === 1) return { side: 'last', separator: query };
  const [first = '', separator = '', ...rest] = query.split('\n').map((line) => line.trim());
  const side = first.toLowerCase();
  if ((side === 'first' || side === 'last') && separator.length === 1 && rest.length === 0) {
    return { side, separator };
  }
  throw new InvalidQuery(
    'The query must be "first" or "last", then a separator of one character in a second line.',
  );
}
