/** Of the words on the page; numbers and dates follow it, so that `1,000` cannot be read two ways. */
export const LOCALE = 'en-US';
