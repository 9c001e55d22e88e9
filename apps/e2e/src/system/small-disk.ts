import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface SmallDisk {
  readonly path: string;
  remove(): void;
}

/** A disk of so many mebibytes. @returns null where mounting is not permitted. */
export function mountSmallDisk(mebibytes: number): SmallDisk | null {
  const path = mkdtempSync(join(tmpdir(), 'token-ledger-disk-'));
  const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${mebibytes}m,mode=0755`, 'tmpfs', path]);
  if (status !== 0) {
    rmSync(path, { recursive: true });
    return null;
  }
  chmodSync(path, 0o755);
  return {
    path,
    remove: () => {
      spawnSync('umount', [path]);
      rmdirSync(path);
    },
  };
}

/** Asked once, so that the tests that need a disk of their own are there where they can be run. */
export const canMount = (() => {
  const disk = mountSmallDisk(1);
  disk?.remove();
  return disk !== null;
})();
