interface Lookahead {
  readonly isNegative: boolean;
  readonly inner: string;
}

interface Divided {
  readonly lookaheads: readonly Lookahead[];
  /** What has to match besides. */
  readonly rest: string;
}

/**
 * RE2 knows no lookaheads. Directly after `^`, where people write them to exclude names (`^(?!\$)`), they are conditions
 * on the same text beside the rest. Elsewhere they are left where they are, for RE2 to refuse.
 */
export function leadingLookaheads(source: string): Divided {
  const lookaheads: Lookahead[] = [];
  let rest = source.startsWith('^') ? source.slice(1) : '';
  while (rest.startsWith('(?!') || rest.startsWith('(?=')) {
    const end = topLevel(rest).findIndex(({ character, depth }) => character === ')' && depth === 0);
    if (end === -1) break;
    lookaheads.push({ isNegative: rest[2] === '!', inner: rest.slice(3, end) });
    rest = rest.slice(end + 1);
  }
  const isConditionOfAll = !topLevel(rest).some(({ character, depth }) => character === '|' && depth === 0);
  const isRepeated = /^[*+?{]/.test(rest);
  if (lookaheads.length === 0 || !isConditionOfAll || isRepeated) return { lookaheads: [], rest: source };
  return { lookaheads, rest: `^${rest}` };
}

/** Every character with how many groups it is in; those that are escaped or in a class mean nothing. */
function topLevel(source: string): { readonly character: string; readonly depth: number }[] {
  const silent = (quoted: string) => ' '.repeat(quoted.length);
  const meaning = source.replace(/\\.|\[\^?(?:\\.|[^\]\\])*\]/gs, silent);
  let depth = 0;
  return Array.from({ length: meaning.length }, (_, at) => {
    const character = meaning.charAt(at);
    if (character === ')') depth -= 1;
    const seen = { character, depth };
    if (character === '(') depth += 1;
    return seen;
  });
}
