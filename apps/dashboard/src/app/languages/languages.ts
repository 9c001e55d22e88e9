export interface Language {
  /** Of `<html lang>`, and under which the choice is remembered. */
  readonly code: string;
  /** As those who read it call it. */
  readonly name: string;
  readonly direction: 'ltr' | 'rtl';
  /** What numbers and dates are written by. */
  readonly locale: string;
}

const ENGLISH: Language = { code: 'en', name: 'English', direction: 'ltr', locale: 'en-US' };

/** `public/before-paint.js` has the codes and directions as well: it runs before there are modules. */
export const LANGUAGES: readonly Language[] = [
  ENGLISH,
  {
    code: 'ar',
    name: 'العربية',
    direction: 'rtl',
    // Latin digits, which Arabic banking and software use as well: an amount must read the same as on the
    // invoice, in the API and in an export, and must survive being copied from one into another.
    locale: 'ar-u-nu-latn',
  },
];

const KEY = 'language';

/** The one that the page is in, as it was settled before the first paint. */
export function languageOfPage(page: HTMLElement = document.documentElement): Language {
  return LANGUAGES.find(({ code }) => code === page.lang) ?? ENGLISH;
}

/** Words are part of what has been evaluated, so another language is another start, at the same address. */
export function chooseLanguage({ code }: Language): void {
  if (code === languageOfPage().code) return;
  try {
    localStorage.setItem(KEY, code);
  } catch {
    return; // Storage is blocked: the page stays in the language of the browser.
  }
  location.reload();
}

/** The page goes on in the language of its source. */
export function fallBackToEnglish(page: HTMLElement = document.documentElement): void {
  page.lang = ENGLISH.code;
  page.dir = ENGLISH.direction;
}
