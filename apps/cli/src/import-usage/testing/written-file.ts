import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folder = mkdtempSync(join(tmpdir(), 'import-usage-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let files = 0;

/** @returns the path of a new file, which is gone when the tests are done. */
export function written(content: string | Buffer): string {
  files += 1;
  const path = join(folder, `log-${files}.csv`);
  writeFileSync(path, content);
  return path;
}
