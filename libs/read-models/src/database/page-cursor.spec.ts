import { InvalidCursor, readCursor, writeCursor } from './page-cursor.js';

it.each([0n, 49_715n, 2n ** 63n - 1n])('keeps the place %s', (place) => {
  expect(readCursor('u1', writeCursor('u1', place))).toBe(place);
});

it('does not show the place', () => {
  expect(writeCursor('u1', 49_715n)).not.toContain('49715');
});

const written = (text: string) => Buffer.from(text).toString('base64url');

it.each([
  '',
  'next',
  '12',
  written('u1:'),
  written('u1:-1'),
  written('u1:1e3'),
  written('u1:007'),
  written('u1:9223372036854775808'),
  written('u2:5'),
  writeCursor('r1', 5n),
  `${writeCursor('u1', 5n)}=`,
  `${writeCursor('u1', 5n)} `,
])('refuses %j', (cursor) => {
  expect(() => readCursor('u1', cursor)).toThrow(InvalidCursor);
});
