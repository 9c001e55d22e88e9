import { counted } from './counted.js';

const days = (count: number) =>
  counted(count, `${count}`, '{days, plural, =0 {no days} =1 {a day} other {# days}}');

it.each([
  [0, 'no days'],
  [1, 'a day'],
  [2, '2 days'],
  [11, '11 days'],
])('has words for %i', (count, words) => {
  expect(days(count)).toBe(words);
});

it('takes the case that the language has for a count, before the one for all others', () => {
  const plural = '{days, plural, one {one day} two {both days} other {# days}}';
  expect(counted(1, '1', plural)).toBe('one day');
  expect(counted(2, '2', plural)).toBe('2 days'); // English has no such case
});

it('refuses words that leave counts out', () => {
  expect(() => counted(2, '2', '{days, plural, =1 {a day}}')).toThrow('No words');
});
