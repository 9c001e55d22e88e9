import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** What a running server says about itself in `postmaster.pid`. */
export interface PostmasterFile {
  readonly pid: number;
  readonly ready: boolean;
}

const STATUS_LINE = 7;

export function readPostmasterFile(directory: string): PostmasterFile | null {
  const path = join(directory, 'postmaster.pid');
  if (!existsSync(path)) return null;
  const lines = readFileSync(path, 'utf8').split('\n');
  const pid = Number.parseInt(lines[0] ?? '', 10);
  return Number.isSafeInteger(pid) && pid > 0 ? { pid, ready: lines[STATUS_LINE]?.trim() === 'ready' } : null;
}

export function removePostmasterFile(directory: string): void {
  rmSync(join(directory, 'postmaster.pid'), { force: true });
}
