import { spawnSync } from 'node:child_process';
import { chownSync, readFileSync, statSync } from 'node:fs';

export interface OperatingUser {
  readonly uid: number;
  readonly gid: number;
}

/**
 * Postgres refuses to run as root, so root hands it to whoever owns the data already, else to an
 * unprivileged account of the machine: `postgres` where there is one, else `nobody`.
 * Null means: run as who we are.
 */
export function postgresUser(dataDirectory: string): OperatingUser | null {
  if (process.getuid?.() !== 0) return null;
  return ownerOf(dataDirectory) ?? unprivilegedAccount();
}

export function giveTo(user: OperatingUser | null, path: string): void {
  if (user) chownSync(path, user.uid, user.gid);
}

/** Asks the system itself, as that user: modes, lists of access rights and mounts all count. */
export function canEnter(user: OperatingUser, directory: string): boolean {
  const { status } = spawnSync('/bin/sh', ['-c', 'test -x "$0"', directory], { cwd: '/', ...user });
  return status === 0;
}

function ownerOf(dataDirectory: string): OperatingUser | null {
  const { uid, gid } = statSync(dataDirectory, { throwIfNoEntry: false }) ?? { uid: 0, gid: 0 };
  return uid === 0 ? null : { uid, gid };
}

function unprivilegedAccount(): OperatingUser {
  const accounts = readFileSync('/etc/passwd', 'utf8').split('\n');
  for (const name of ['postgres', 'nobody']) {
    const [, , uid, gid] = accounts.find((line) => line.startsWith(`${name}:`))?.split(':') ?? [];
    if (uid && gid) return { uid: Number(uid), gid: Number(gid) };
  }
  throw new Error('Postgres cannot run as root, and this machine has neither a postgres nor a nobody user.');
}
