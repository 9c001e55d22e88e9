import { menuPlacement } from './menu-placement.js';

const WINDOW = { width: 1000, height: 800 };
const button = { top: 10, bottom: 50, left: 900, right: 940 };

it('opens below its button, their ends in one line, in either direction of reading', () => {
  expect(menuPlacement(button, WINDOW, false)).toMatchObject({
    'inset-block-start': '56px',
    'inset-inline-end': '60px',
  });
  expect(menuPlacement(button, WINDOW, true)).toMatchObject({ 'inset-inline-end': '900px' });
});

it('opens above a button at the bottom, and stays in the window', () => {
  const low = { top: 740, bottom: 798, left: 900, right: 999 };
  expect(menuPlacement(low, WINDOW, false)).toMatchObject({
    'inset-block-start': 'auto',
    'inset-block-end': '66px',
    'inset-inline-end': '6px',
  });
});
