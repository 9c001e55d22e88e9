import { LOCALE } from '../locale.js';

const rules = new Intl.PluralRules(LOCALE);
const CASE = /(=\d+|zero|one|two|few|many|other)\s*\{([^{}]*)\}/g;

/**
 * The words for a count: what `{count, plural, ...}` is in a template, for words that are made in code. Every
 * language brings the cases that it has: `counted(days, readable, $localize`{days, plural, =1 {a day} other {# days}}`)`.
 *
 * @param shown the count as it is read, put in for `#`.
 */
export function counted(count: number, shown: string, plural: string): string {
  const words = new Map([...plural.matchAll(CASE)].map(([, name, text]) => [name ?? '', text ?? '']));
  const chosen = words.get(`=${count}`) ?? words.get(rules.select(count)) ?? words.get('other');
  if (chosen === undefined) throw new Error(`No words for other counts in ${plural}`);
  return chosen.replaceAll('#', shown);
}
