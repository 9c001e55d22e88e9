import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LogFile } from './log-file.js';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'ledger-log-'))));
afterEach(() => rmSync(folder, { recursive: true }));

it('goes on where an earlier run stopped', () => {
  const path = join(folder, 'api.log');
  for (const line of ['first\n', 'second\n']) {
    const log = new LogFile(path);
    log.write(line);
    log.close();
  }
  expect(readFileSync(path, 'utf8')).toBe('first\nsecond\n');
});

it('keeps the three files before the current one', () => {
  const log = new LogFile(join(folder, 'api.log'), 10);
  for (let line = 1; line <= 6; line += 1) log.write(`line number ${line}\n`);
  log.close();
  expect(readdirSync(folder).sort()).toEqual(['api.log', 'api.log.1', 'api.log.2', 'api.log.3']);
  expect(readFileSync(join(folder, 'api.log'), 'utf8')).toBe('line number 6\n');
  expect(readFileSync(join(folder, 'api.log.3'), 'utf8')).toBe('line number 3\n');
});
