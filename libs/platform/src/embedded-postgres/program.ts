import { spawn, type ChildProcess } from 'node:child_process';
import type { OperatingUser } from './operating-user.js';

const LAST_WORDS_LENGTH = 8_000;

export interface RunningProgram {
  readonly process: ChildProcess;
  /** Resolves with a description of how it ended; never rejects. */
  readonly exited: Promise<string>;
  /** The end of what it wrote. */
  lastWords(): string;
}

export interface ProgramOptions {
  readonly user: OperatingUser | null;
  /** Gets everything that the program writes. */
  readonly log?: (text: string) => void;
}

/**
 * Runs a Postgres program in its own process group, so that Ctrl-C in a terminal reaches only us and
 * we stop it in order; with an environment of its own, so that nobody's PGDATA or locale leaks in;
 * and from `/`, since the unprivileged user may not be allowed to stand where we stand.
 */
export function run(program: string, args: readonly string[], options: ProgramOptions): RunningProgram {
  const child = spawn(program, args, {
    cwd: '/',
    env: { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC' },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
    ...options.user,
  });
  let lastWords = '';
  const remember = (chunk: Buffer) => {
    const text = chunk.toString();
    lastWords = (lastWords + text).slice(-LAST_WORDS_LENGTH);
    options.log?.(text);
  };
  child.stdout.on('data', remember);
  child.stderr.on('data', remember);
  const exited = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(signal ? `signal ${signal}` : `exit code ${code}`));
  });
  return { process: child, exited, lastWords: () => lastWords };
}
