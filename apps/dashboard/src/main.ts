import { loadLanguage } from './app/languages/load-language.js';

// The words of the application are evaluated with its modules, so those come after the language.
loadLanguage()
  .then(() => import('./app/start.js'))
  .then(({ start }) => start())
  .catch((error: unknown) => reportError(error));
