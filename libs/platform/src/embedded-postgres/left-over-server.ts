import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { errorCode } from '../errors/error-code.js';
import { EmbeddedPostgresFailed } from './embedded-postgres-failed.js';
import { readPostmasterFile, removePostmasterFile } from './postmaster-file.js';

const FAST_STOP_MS_MAX = 15_000;
const IMMEDIATE_STOP_MS_MAX = 5_000;
const POLL_MS = 50;

/**
 * Ends a server that a killed process of ours left behind on this data directory. The caller holds
 * the data folder, so nobody else can be using that server as its own.
 */
export async function endLeftOverServer(directory: string): Promise<void> {
  const left = readPostmasterFile(directory);
  if (!left || !isAlive(left.pid)) return; // a file without its process: Postgres itself deals with it
  if (!isServerOn(directory, left.pid)) {
    removePostmasterFile(directory); // after a crash of the machine the number went to another process
    return;
  }
  if (await ends(left.pid, 'SIGINT', FAST_STOP_MS_MAX)) return;
  if (await ends(left.pid, 'SIGQUIT', IMMEDIATE_STOP_MS_MAX)) return; // its log makes that safe too
  throw new EmbeddedPostgresFailed(
    'server-ended',
    `Another Postgres server (process ${left.pid}) runs on ${directory} and does not stop. ` +
      `Stop it with \`kill -QUIT ${left.pid}\` and start again.`,
  );
}

async function ends(pid: number, signal: NodeJS.Signals, millisecondsMax: number): Promise<boolean> {
  const until = Date.now() + millisecondsMax;
  process.kill(pid, signal);
  while (isAlive(pid)) {
    if (Date.now() > until) return false;
    await pause(POLL_MS);
  }
  return true;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === 'EPERM'; // alive, and not ours
  }
}

/** Where the system cannot tell us (no /proc), the server's own file is believed. */
function isServerOn(directory: string, pid: number): boolean {
  const commandLine = `/proc/${pid}/cmdline`;
  if (!existsSync('/proc/self/cmdline')) return true;
  if (!existsSync(commandLine)) return false;
  const [program = '', ...args] = readFileSync(commandLine, 'utf8').split('\0');
  return program.endsWith('postgres') && args[args.indexOf('-D') + 1] === directory;
}
