import { fallBackToEnglish, languageOfPage } from './languages.js';

/** By the code of the language; each is a chunk of its own, which the others never fetch. */
const TRANSLATIONS: Readonly<Record<string, () => Promise<{ readonly load: () => void }>>> = {
  ar: () => import('./arabic.js'),
};

/** Comes before whatever words are in: `$localize` looks up its translation where it is evaluated. */
export async function loadLanguage(): Promise<void> {
  try {
    const translation = await TRANSLATIONS[languageOfPage().code]?.();
    translation?.load();
  } catch (error) {
    fallBackToEnglish();
    reportError(error);
  }
}
