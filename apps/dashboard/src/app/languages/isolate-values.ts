const FIRST_STRONG_ISOLATE = '\u2068';
const POP_DIRECTIONAL_ISOLATE = '\u2069';
/** Not the tags, which are elements, and not a plural, which brings its own words. */
const VALUE = /\{\$(?!START_|CLOSE_|ICU)[^}]*\}/g;

/**
 * Sets what is put into a sentence apart from it: a name in Latin letters would otherwise draw the numbers and
 * marks beside it into its own direction, and `GPT-5 Nano: 50,000` be read from the wrong end.
 */
export function isolateValues(translation: string): string {
  return translation.replaceAll(VALUE, `${FIRST_STRONG_ISOLATE}$&${POP_DIRECTIONAL_ISOLATE}`);
}
