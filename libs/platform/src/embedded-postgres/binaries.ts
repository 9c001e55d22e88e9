import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { EmbeddedPostgresFailed } from './embedded-postgres-failed.js';
import type { OperatingUser } from './operating-user.js';
import { REACHABLE_HOME } from './reachable-home.js';

/** Paths of the Postgres programs that the npm package for this platform carries. */
export interface PostgresBinaries {
  readonly initdb: string;
  readonly postgres: string;
  /** Such as 18: only data of the same major version can be opened. */
  readonly majorVersion: number;
}

type ProgramPaths = Omit<PostgresBinaries, 'majorVersion'>;

const PLATFORM_NAMES: Partial<Record<NodeJS.Platform, string>> = {
  linux: 'linux',
  darwin: 'darwin',
  win32: 'windows',
};

/**
 * Programs that this user can run: those in node_modules, or a copy of them where the user may not
 * go there, as with a checkout in root's home.
 * @throws {EmbeddedPostgresFailed}
 */
export function postgresBinaries(user: OperatingUser | null): PostgresBinaries {
  const packaged = packagedPrograms();
  const version = versionOf(packaged, null);
  if (!version)
    throw noBinaries('The programs in node_modules do not run: remove node_modules and start again.');
  const majorVersion = Number.parseInt(version, 10);
  if (versionOf(packaged, user)) return { ...packaged, majorVersion };
  const copied = copyToReachableHome(packaged, version);
  if (versionOf(copied, user)) return { ...copied, majorVersion };
  throw noBinaries(
    `The user with id ${user?.uid} can run neither ${packaged.postgres} nor ${copied.postgres}.`,
  );
}

/** Found rather than imported: the package is nothing but these files. */
function packagedPrograms(): ProgramPaths {
  const packageName = `@embedded-postgres/${PLATFORM_NAMES[process.platform]}-${process.arch}`;
  try {
    const entry = createRequire(import.meta.url).resolve(packageName);
    return programsIn(join(dirname(dirname(entry)), 'native'));
  } catch (error) {
    throw noBinaries(`There is none for ${process.platform} ${process.arch} (${packageName}).`, error);
  }
}

function programsIn(directory: string): ProgramPaths {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  return {
    initdb: join(directory, 'bin', `initdb${suffix}`),
    postgres: join(directory, 'bin', `postgres${suffix}`),
  };
}

/** `18.4`; null when this user cannot run the program. */
function versionOf({ postgres }: ProgramPaths, user: OperatingUser | null): string | null {
  const { stdout } = spawnSync(postgres, ['--version'], { cwd: '/', encoding: 'utf8', ...user });
  return /(\d+(\.\d+)?)/.exec(stdout ?? '')?.[1] ?? null;
}

function copyToReachableHome(packaged: ProgramPaths, version: string): ProgramPaths {
  const source = dirname(dirname(packaged.postgres));
  const target = join(REACHABLE_HOME, `postgres-${version}-${process.arch}`);
  if (!existsSync(target)) {
    mkdirSync(REACHABLE_HOME, { recursive: true, mode: 0o755 });
    const copying = `${target}.${process.pid}`;
    cpSync(source, copying, { recursive: true, verbatimSymlinks: true });
    openToReaders(copying);
    if (existsSync(target)) rmSync(copying, { recursive: true });
    else renameSync(copying, target);
  }
  return programsIn(target);
}

/** Whatever umask npm installed under. */
function openToReaders(directory: string): void {
  chmodSync(directory, 0o755);
  for (const entry of readdirSync(directory, { withFileTypes: true, recursive: true })) {
    const executable = entry.isDirectory() || entry.parentPath.endsWith('bin');
    if (!entry.isSymbolicLink()) chmodSync(join(entry.parentPath, entry.name), executable ? 0o755 : 0o644);
  }
}

function noBinaries(reason: string, cause?: unknown): EmbeddedPostgresFailed {
  const message = `No embedded Postgres can be run here. ${reason} Or set DATABASE_URL to a Postgres server.`;
  return new EmbeddedPostgresFailed('no-binaries', message, { cause });
}
