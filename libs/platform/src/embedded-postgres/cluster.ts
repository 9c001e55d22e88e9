import { randomBytes } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { errorCode } from '../errors/error-code.js';
import type { PostgresBinaries } from './binaries.js';
import { EmbeddedPostgresFailed, failureFrom } from './embedded-postgres-failed.js';
import { giveTo, type OperatingUser } from './operating-user.js';
import { run } from './program.js';

/** Of the role `postgres`; kept with the data, where only its owner and root can read it. */
const PASSWORD_FILE = 'token-ledger-password';

export interface Cluster {
  readonly directory: string;
  readonly password: string;
}

/**
 * The data directory, created where there is none yet. It comes into being by one rename, so that
 * what carries its name is always complete.
 * @throws {EmbeddedPostgresFailed} when what is there cannot be used. It is left as it is.
 */
export async function openCluster(
  binaries: PostgresBinaries,
  user: OperatingUser | null,
  directory: string,
): Promise<Cluster> {
  try {
    if (isAbsent(directory)) await createCluster(binaries, user, directory);
    assertMajorVersion(binaries, directory);
    return { directory, password: readFileSync(join(directory, PASSWORD_FILE), 'utf8').trim() };
  } catch (error) {
    throw error instanceof EmbeddedPostgresFailed ? error : explained(error, directory);
  }
}

function isAbsent(directory: string): boolean {
  return !existsSync(directory) || readdirSync(directory).length === 0;
}

async function createCluster(
  binaries: PostgresBinaries,
  user: OperatingUser | null,
  directory: string,
): Promise<void> {
  const creating = `${directory}.creating`;
  rmSync(creating, { recursive: true, force: true }); // left by an attempt that was cut off
  mkdirSync(creating, { recursive: true, mode: 0o700 });
  giveTo(user, creating);
  const password = randomBytes(24).toString('hex');
  await withPasswordFile(user, password, (passwordFile) =>
    initialize(binaries, user, { creating, passwordFile }),
  );
  const kept = join(creating, PASSWORD_FILE);
  writeFileSync(kept, password, { mode: 0o600 });
  giveTo(user, kept);
  rmSync(directory, { recursive: true, force: true }); // at most an empty directory, see isAbsent
  renameSync(creating, directory);
}

async function initialize(
  binaries: PostgresBinaries,
  user: OperatingUser | null,
  { creating, passwordFile }: { readonly creating: string; readonly passwordFile: string },
): Promise<void> {
  const locale = ['-E', 'UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const access = ['-U', 'postgres', '-A', 'scram-sha-256', `--pwfile=${passwordFile}`];
  const initdb = run(binaries.initdb, ['-D', creating, ...access, ...locale, '--no-instructions'], { user });
  const outcome = await initdb.exited;
  if (initdb.process.exitCode === 0) return;
  rmSync(creating, { recursive: true, force: true });
  throw failureFrom(initdb.lastWords(), creating, outcome);
}

/** initdb reads the password from a file that its user must be able to read. */
async function withPasswordFile(
  user: OperatingUser | null,
  password: string,
  use: (path: string) => Promise<void>,
): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'token-ledger-'));
  const path = join(directory, 'password');
  try {
    writeFileSync(path, password, { mode: 0o600 });
    giveTo(user, path);
    giveTo(user, directory);
    await use(path);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

function assertMajorVersion({ majorVersion }: PostgresBinaries, directory: string): void {
  const version = readFileSync(join(directory, 'PG_VERSION'), 'utf8').trim();
  if (!/^\d{1,3}(\.\d+)?$/.test(version)) throw broken(directory, `its PG_VERSION is not a version number`);
  if (Number.parseInt(version, 10) === majorVersion) return;
  throw new EmbeddedPostgresFailed(
    'other-major-version',
    `The database in ${directory} was made by Postgres ${version}, and this is Postgres ${majorVersion}. ` +
      `Run the release of Token Ledger that made it, or move the data with pg_dump of Postgres ${version}; ` +
      'or choose another data folder. Nothing was changed.',
  );
}

const NOT_PERMITTED = new Set(['EACCES', 'EPERM', 'EROFS']);
const NO_SPACE = new Set(['ENOSPC', 'EDQUOT']);

function explained(error: unknown, directory: string): EmbeddedPostgresFailed {
  const code = errorCode(error) ?? '';
  if (NOT_PERMITTED.has(code)) {
    const message = `Postgres may not use its data folder ${directory}: start as the user who created it, or as root.`;
    return new EmbeddedPostgresFailed('not-permitted', message, { cause: error });
  }
  if (NO_SPACE.has(code)) {
    const message = `The disk that holds ${directory} is full. Nothing was damaged: free some space and start again.`;
    return new EmbeddedPostgresFailed('no-space', message, { cause: error });
  }
  return broken(directory, error instanceof Error ? error.message : String(error), error);
}

function broken(directory: string, reason: string, cause?: unknown): EmbeddedPostgresFailed {
  return new EmbeddedPostgresFailed(
    'data-folder-broken',
    `${directory} is not a complete Postgres data folder (${reason}). Nothing was changed. ` +
      'Restore it from a backup, or choose another data folder; or, if the data are not needed, remove it.',
    { cause },
  );
}
