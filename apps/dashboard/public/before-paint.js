// Runs before the first paint, so that neither a remembered theme nor the direction of a language flashes.
// A file of its own, because the Content-Security-Policy allows no inline script.
(() => {
  /** As in `src/app/languages/languages.ts`. */
  const DIRECTIONS = { en: 'ltr', ar: 'rtl' };
  /** What is not Latin has letters of its own; the others are asked for by index.html. */
  const LETTERS = { ar: 'fonts/vazirmatn-arabic-wght-normal.woff2' };
  const page = document.documentElement;

  const theme = remembered('theme');
  if (theme === 'light' || theme === 'dark') page.dataset.theme = theme;

  const wanted = [remembered('language'), ...navigator.languages].map((tag) => tag?.split('-')[0]);
  const language = wanted.find((code) => code in DIRECTIONS) ?? 'en';
  page.lang = language;
  page.dir = DIRECTIONS[language];
  if (language in LETTERS) preload(LETTERS[language]);

  function preload(href) {
    const link = document.createElement('link');
    Object.assign(link, { rel: 'preload', as: 'font', type: 'font/woff2', href, crossOrigin: 'anonymous' });
    document.head.append(link);
  }

  function remembered(key) {
    try {
      return localStorage.getItem(key);
    } catch {
      return null; // Storage is blocked: the page follows the system and the browser.
    }
  }
})();
