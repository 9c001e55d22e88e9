// Runs before the first paint, so that neither a remembered theme nor the direction of a language flashes.
// A file of its own, because the Content-Security-Policy allows no inline script.
(() => {
  /** As in `src/app/languages/languages.ts`. */
  const DIRECTIONS = { en: 'ltr', ar: 'rtl' };
  const page = document.documentElement;

  const theme = remembered('theme');
  if (theme === 'light' || theme === 'dark') page.dataset.theme = theme;

  const wanted = [remembered('language'), ...navigator.languages].map((tag) => tag?.split('-')[0]);
  const language = wanted.find((code) => code in DIRECTIONS) ?? 'en';
  page.lang = language;
  page.dir = DIRECTIONS[language];

  function remembered(key) {
    try {
      return localStorage.getItem(key);
    } catch {
      return null; // Storage is blocked: the page follows the system and the browser.
    }
  }
})();
