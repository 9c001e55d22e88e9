import { errorCode } from '#libs/platform';
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { OperatorError } from '../operator-error.js';
import { identityOf, stillRuns, type ProcessIdentity } from '../processes/process-identity.js';

/**
 * One instance at a time on a data folder. The lock names its holder by number and start time: what
 * a killed or crashed holder left behind is recognized, also when its number was given out again.
 * A lock comes into being complete (written aside, then linked), so that nobody reads half of it.
 */
export interface InstanceLock {
  release(): void;
}

interface Holder extends ProcessIdentity {
  readonly address: string;
}

const ATTEMPTS_MAX = 5;

/** @throws {OperatorError} when another instance holds it. */
export function lockInstance(path: string, address: string): InstanceLock {
  const self = identityOf(process.pid);
  if (!self) throw new Error('This process does not find itself among those that run.');
  const written = `${path}.${process.pid}`;
  writeFileSync(written, JSON.stringify({ ...self, address } satisfies Holder));
  try {
    for (let attempt = 0; attempt < ATTEMPTS_MAX; attempt += 1) {
      if (linked(written, path)) return { release: () => rmSync(path, { force: true }) };
      const found = contentOf(path);
      const holder = found === null ? null : holderIn(found);
      if (holder && stillRuns(holder)) throw runningAlready(holder, path);
      if (found !== null) setAside(path, found);
    }
  } finally {
    rmSync(written, { force: true });
  }
  throw new OperatorError(`Other processes keep taking ${path}: start one instance at a time.`);
}

/** Whether an instance runs on the data folder that this lock is of. */
export function isHeld(path: string): boolean {
  const content = contentOf(path);
  const holder = content === null ? null : holderIn(content);
  return holder !== null && stillRuns(holder);
}

function linked(written: string, path: string): boolean {
  try {
    linkSync(written, path);
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw error;
  }
}

function contentOf(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null; // released meanwhile
    throw error;
  }
}

function holderIn(content: string): Holder | null {
  try {
    return JSON.parse(content) as Holder; // written by us, above
  } catch {
    return null; // not ours: nobody holds it
  }
}

/** Of two that find the same stale lock, the slower may move the new lock of the faster: it puts it back. */
function setAside(path: string, stale: string): void {
  const aside = `${path}.stale.${process.pid}`;
  try {
    renameSync(path, aside);
    if (readFileSync(aside, 'utf8') !== stale) linkSync(aside, path);
    rmSync(aside);
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
  }
}

function runningAlready({ pid, address }: Holder, path: string): OperatorError {
  return new OperatorError(
    `Token Ledger runs already on this data folder: process ${pid}, ${address}. ` +
      `Stop it with \`kill ${pid}\`, or start this one with another --data folder and other ports. (${path})`,
  );
}
