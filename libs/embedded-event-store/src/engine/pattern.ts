// Patterns come from clients and run between the calls of all the others, so their time is bounded: RE2 goes through a
// text once, however the pattern is made, and patterns that make this one pass expensive are refused.

import { RE2JS } from 're2js';
import { leadingLookaheads } from './leading-lookaheads.js';

const lengthMax = 2_000;
const shownMax = 200;
/** In instructions, each of which may have to be tried at every character. A UUID takes some 50. */
const sizeMax = 500;
/** Whoever takes longer fills its cache, of up to 8 MiB, with what it will not see again. */
const worthCachingMsMax = 2;

export type Pattern = (text: string) => boolean;

export class InvalidPattern extends Error {
  override readonly name = 'InvalidPattern';

  constructor(source: string, why: string, options?: ErrorOptions) {
    super(`The pattern "${source.slice(0, shownMax)}" ${why}.`, options);
  }
}

/** @throws {InvalidPattern} */
export function patternOf(source: string): Pattern {
  if (source.length > lengthMax) throw new InvalidPattern(source, `is longer than ${lengthMax} characters`);
  const { lookaheads, rest } = leadingLookaheads(source);
  const budget = { size: sizeMax };
  const conditions = lookaheads.map(({ isNegative, inner }) => {
    const follows = oneOf(`^(?:${inner})`, budget);
    return isNegative ? (text: string) => !follows(text) : follows;
  });
  conditions.push(plainPrefix(rest, oneOf(rest, budget)));
  return (text) => conditions.every((holds) => holds(text));
}

function oneOf(source: string, budget: { size: number }): Pattern {
  const compiled = compile(source);
  budget.size -= compiled.programSize();
  if (budget.size < 0) throw new InvalidPattern(source, 'is too large when its repetitions are written out');
  return (text) => {
    const began = performance.now();
    const isFound = compiled.test(text);
    if (performance.now() - began > worthCachingMsMax) compiled.reset();
    return isFound;
  };
}

function compile(source: string): RE2JS {
  try {
    return RE2JS.compile(RE2JS.translateRegExp(source), RE2JS.LOOKBEHINDS);
  } catch (cause) {
    const why = cause instanceof Error ? `: ${cause.message}` : '';
    throw new InvalidPattern(source, `is not understood${why}`, { cause });
  }
}

/** What most filters are: some characters or classes of them at the beginning, as in `^[^$].*`. */
const prefixOnly = /^\^(?:[\w:@/-]|\\[$.]|\[\^?(?:[\w:@/.$]|\\[$.])+\])+(?:\.\*)?$/;

/** For those the engine of JavaScript is as safe, says the same, and is ten times faster. */
function plainPrefix(source: string, matches: Pattern): Pattern {
  if (!prefixOnly.test(source)) return matches;
  const native = new RegExp(source, 'u');
  return (text) => native.test(text);
}
