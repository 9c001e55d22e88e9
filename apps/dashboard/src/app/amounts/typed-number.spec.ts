import { typedNumber } from './typed-number.js';

it.each([
  ['50,000', '50000'],
  [' 1 250.5 ', '1250.5'],
  ['٥٠٬٠٠٠', '50000'],
  ['٢٫٥', '2.5'],
  ['۱۲۳', '123'],
  ['ten', 'ten'],
])('reads %j as %j', (typed, number) => {
  expect(typedNumber(typed)).toBe(number);
});
