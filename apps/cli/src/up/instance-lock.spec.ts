import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isHeld, lockInstance } from './instance-lock.js';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ledger-lock-'));
  path = join(folder, 'lock');
});
afterEach(() => rmSync(folder, { recursive: true }));

it('refuses a second instance and names the first', () => {
  const lock = lockInstance(path, 'http://127.0.0.1:3000');
  expect(() => lockInstance(path, 'http://127.0.0.1:4000')).toThrow(
    new RegExp(`runs already.*process ${process.pid}, http://127.0.0.1:3000`),
  );
  expect(isHeld(path)).toBe(true);
  lock.release();
});

it('can be taken again after its release', () => {
  lockInstance(path, 'first').release();
  expect(existsSync(path)).toBe(false);
  expect(isHeld(path)).toBe(false);
  lockInstance(path, 'second').release();
});

it.each([
  ['a process that is gone', JSON.stringify({ pid: 4_194_304, startedAt: 'long ago', address: 'x' })],
  [
    'a number that was given out again',
    JSON.stringify({ pid: process.pid, startedAt: 'long ago', address: 'x' }),
  ],
  ['half a file', '{"pid": 1'],
])('takes over from %s', (_what, content) => {
  writeFileSync(path, content);
  expect(isHeld(path)).toBe(false);
  lockInstance(path, 'new').release();
});
