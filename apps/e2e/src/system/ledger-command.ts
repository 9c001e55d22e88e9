import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

export const WORKSPACE = join(__dirname, '..', '..', '..', '..'); // jest runs these files as CommonJS
const LEDGER = 'apps/cli/src/main.js';

export interface RunningCommand {
  readonly process: ChildProcess;
  /** Everything that it wrote so far. */
  output(): string;
  /** Resolves with its exit code; null when a signal ended it. */
  readonly exited: Promise<number | null>;
}

export interface CommandOptions {
  readonly environment?: NodeJS.ProcessEnv;
  /** To run it as somebody else. */
  readonly uid?: number;
  readonly gid?: number;
}

/** Runs the built `ledger`. It ends with us, also when we are killed. */
export function ledgerCommand(args: readonly string[], options: CommandOptions = {}): RunningCommand {
  return builtProgram(LEDGER, args, options);
}

/** Runs a program of ours, by its path in `dist`. */
export function builtProgram(
  path: string,
  args: readonly string[],
  options: CommandOptions = {},
): RunningCommand {
  const program = join(WORKSPACE, 'dist', path);
  if (!existsSync(program)) throw new Error(`${program} is missing: build first (npm test does).`);
  const { environment, ...user } = options;
  const child = spawn(process.execPath, [program, ...args], {
    cwd: WORKSPACE,
    env: { ...withoutJest(process.env), ...environment },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    ...user,
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => (output += text));
  }
  const exited = once(child, 'close').then(([code]) => code as number | null); // as Node documents `close`
  return { process: child, output: () => output, exited };
}

/** What the tests' own environment must not change about the system under test. */
function withoutJest({
  NODE_ENV: _node,
  JEST_WORKER_ID: _worker,
  ...rest
}: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return rest;
}
