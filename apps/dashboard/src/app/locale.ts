import { languageOfPage } from './languages/languages.js';

/** Of the words on the page; numbers and dates follow it, so that `1,000` cannot be read two ways. */
export const LOCALE = languageOfPage().locale;
