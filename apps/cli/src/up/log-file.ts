import { errorCode } from '#libs/platform';
import { closeSync, fstatSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';

const BYTES_MAX = 10 * 1_024 * 1_024;
const OLD_FILES_MAX = 3;

/** Keeps what a process writes, at most four files of 10 MiB: `api.log`, `api.log.1`, … */
export class LogFile {
  private descriptor: number;
  private bytes: number;
  private open = true;

  constructor(
    readonly path: string,
    private readonly bytesMax = BYTES_MAX,
  ) {
    this.descriptor = openSync(path, 'a', 0o600);
    this.bytes = fstatSync(this.descriptor).size;
  }

  /** A full disk costs lines of the log, never the process that it is about. */
  write(text: string): void {
    if (!this.open) return; // a pipe may deliver its last piece late
    try {
      if (this.bytes >= this.bytesMax) this.rotate();
      this.bytes += writeSync(this.descriptor, text);
    } catch (error) {
      if (!isFullDisk(error)) throw error;
    }
  }

  close(): void {
    if (!this.open) return;
    this.open = false;
    closeSync(this.descriptor);
  }

  private rotate(): void {
    closeSync(this.descriptor);
    rmSync(`${this.path}.${OLD_FILES_MAX}`, { force: true });
    for (let number = OLD_FILES_MAX - 1; number >= 1; number -= 1) this.moveTo(number, number + 1);
    this.moveTo(0, 1);
    this.descriptor = openSync(this.path, 'a', 0o600);
    this.bytes = 0;
  }

  private moveTo(from: number, to: number): void {
    const source = from === 0 ? this.path : `${this.path}.${from}`;
    try {
      renameSync(source, `${this.path}.${to}`);
    } catch (error) {
      if (errorCode(error) !== 'ENOENT') throw error;
    }
  }
}

function isFullDisk(error: unknown): boolean {
  return ['ENOSPC', 'EDQUOT'].includes(errorCode(error) ?? '');
}
