import { chooseLanguage, fallBackToEnglish, languageOfPage, LANGUAGES } from './languages.js';

const page = document.documentElement;

beforeEach(() => {
  localStorage.clear();
  page.lang = '';
});

it('is in the language that was settled before the first paint', () => {
  page.lang = 'ar';
  expect(languageOfPage()).toMatchObject({ code: 'ar', direction: 'rtl' });
});

it('is in English where nothing is known', () => {
  expect(languageOfPage().locale).toBe('en-US');
});

it('writes numbers with the digits of the invoice in every language', () => {
  const written = LANGUAGES.map(({ locale }) => new Intl.NumberFormat(locale).format(1_234.5));
  expect(written).toEqual(['1,234.5', '1,234.5']);
});

it('starts anew in nothing but another language', () => {
  page.lang = 'ar';
  chooseLanguage(languageOfPage());
  expect(localStorage.getItem('language')).toBeNull();
});

it('goes on in the language of its source when another cannot be had', () => {
  page.lang = 'ar';
  page.dir = 'rtl';
  fallBackToEnglish();
  expect([page.lang, page.dir]).toEqual(['en', 'ltr']);
});
