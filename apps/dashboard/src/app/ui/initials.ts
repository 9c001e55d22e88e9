/** One or two letters that stand for a name: `GPT-5 Nano` is GN, `Ada` is A. */
export function initialsOf(name: string): string {
  const words = name.split(/[\s\-_.]+/).filter((word) => /^[\p{L}]/u.test(word));
  const [first, last] = [words[0] ?? name, words.length > 1 ? words.at(-1) : ''];
  return `${firstLetter(first)}${firstLetter(last ?? '')}`.toLocaleUpperCase();
}

function firstLetter(word: string): string {
  return [...word][0] ?? '';
}
