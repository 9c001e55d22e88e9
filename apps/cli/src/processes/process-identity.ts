import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

/** A process for good: numbers are used again, the pair of number and start time is not. */
export interface ProcessIdentity {
  readonly pid: number;
  readonly startedAt: string;
}

const START_TIME_FIELD = 19; // of /proc/<pid>/stat, counted after the program's name

/** @returns null when no such process runs. */
export function identityOf(pid: number): ProcessIdentity | null {
  const startedAt = existsSync('/proc/self/stat') ? startFromProc(pid) : startFromPs(pid);
  return startedAt === null ? null : { pid, startedAt };
}

export function stillRuns(identity: ProcessIdentity): boolean {
  return identityOf(identity.pid)?.startedAt === identity.startedAt;
}

function startFromProc(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields[0] === 'Z') return null; // ended, and its parent has not noticed yet
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    return `${boot}/${fields[START_TIME_FIELD] ?? ''}`;
  } catch {
    return null; // the process is gone
  }
}

function startFromPs(pid: number): string | null {
  try {
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim() || null;
  } catch {
    return null; // ps fails when there is no such process
  }
}
