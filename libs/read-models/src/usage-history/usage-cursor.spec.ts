import { InvalidCursor, readUsageCursor, writeUsageCursor } from './usage-cursor.js';

it.each([0n, 49_715n, 2n ** 63n - 1n])('keeps the position %s', (position) => {
  expect(readUsageCursor(writeUsageCursor(position))).toBe(position);
});

it('does not show the position', () => {
  expect(writeUsageCursor(49_715n)).not.toContain('49715');
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
  `${writeUsageCursor(5n)}=`,
  `${writeUsageCursor(5n)} `,
])('refuses %j', (cursor) => {
  expect(() => readUsageCursor(cursor)).toThrow(InvalidCursor);
});
