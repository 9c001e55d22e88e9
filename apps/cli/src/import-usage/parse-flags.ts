import { InvalidArgumentError } from 'commander';

/** Names separated by commas, the flag given once or several times. */
export function parseColumns(text: string, before: readonly string[] = []): readonly string[] {
  const names = text.split(',').map((name) => name.trim());
  if (names.includes('')) throw new InvalidArgumentError('A column needs a name.');
  return [...before, ...names];
}

const COUNT_MAX = 1_000_000_000;

export function parseCount(text: string): number {
  const count = Number(text);
  if (!/^\d+$/.test(text) || count < 1 || count > COUNT_MAX)
    throw new InvalidArgumentError('A whole number greater than zero is expected.');
  return count;
}

export function parseDelimiter(text: string): string {
  const delimiter = text === 'tab' || text === '\\t' ? '\t' : text;
  if (delimiter.length !== 1 || /["\r\n]/.test(delimiter))
    throw new InvalidArgumentError('One character is expected, or "tab".');
  return delimiter;
}

/** What is left of the 200 characters of an idempotency key. */
const PREFIX = /^[\x21-\x7e]{1,100}$/;

export function parseOperationPrefix(text: string): string {
  if (!PREFIX.test(text))
    throw new InvalidArgumentError('1 to 100 visible ASCII characters without spaces are expected.');
  return text;
}

export function parseApiUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !['http:', 'https:'].includes(url.protocol))
    throw new InvalidArgumentError('An address such as http://127.0.0.1:3000 is expected.');
  return url;
}
