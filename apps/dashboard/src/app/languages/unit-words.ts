import { readableAmount } from '../amounts/amount-text.js';
import { counted } from './counted.js';

/**
 * What features are charged by. The ledger takes any name for a unit; those that are usual have words in every
 * language, and the others are called what the administrator called them.
 */
const NAMES: Readonly<Record<string, string>> = {
  word: $localize`word`,
  character: $localize`character`,
  token: $localize`token`,
  image: $localize`image`,
  request: $localize`request`,
  page: $localize`page`,
  second: $localize`second`,
  minute: $localize`minute`,
};

const COUNTED: Readonly<Record<string, string>> = {
  word: $localize`{count, plural, =1 {# word} other {# words}}`,
  character: $localize`{count, plural, =1 {# character} other {# characters}}`,
  token: $localize`{count, plural, =1 {# token} other {# tokens}}`,
  image: $localize`{count, plural, =1 {# image} other {# images}}`,
  request: $localize`{count, plural, =1 {# request} other {# requests}}`,
  page: $localize`{count, plural, =1 {# page} other {# pages}}`,
  second: $localize`{count, plural, =1 {# second} other {# seconds}}`,
  minute: $localize`{count, plural, =1 {# minute} other {# minutes}}`,
};

/** `word`, of which one costs so and so much. */
export function unitName(unit: string): string {
  return Object.hasOwn(NAMES, unit) ? (NAMES[unit] ?? unit) : unit;
}

/** `100 words` */
export function unitsText(units: string, unit: string): string {
  const shown = readableAmount(units);
  const plural = Object.hasOwn(COUNTED, unit) ? COUNTED[unit] : undefined;
  if (plural !== undefined) return counted(Number(units), shown, plural);
  return `${shown} ${units === '1' || unit.endsWith('s') ? unit : `${unit}s`}`;
}
