import { errorCode } from '#libs/platform';
import { accessSync, constants, mkdirSync, statfsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { OperatorError } from '../operator-error.js';

/** Everything that an instance keeps between runs. */
export interface DataFolder {
  readonly path: string;
  readonly postgres: string;
  readonly logs: string;
  readonly lock: string;
  /** Processes that were started, so that a next run finds those that a killed run left behind. */
  readonly children: string;
  /** How other commands reach the running instance. Readable by its owner only. */
  readonly instance: string;
  readonly secrets: string;
  readonly seeded: string;
}

const MEBIBYTE = 1_024 * 1_024;
/** Postgres needs about 60 MiB to begin with and keeps up to 1 GiB of its log under load. */
const FREE_MEBIBYTES_MIN = 200;

export function dataFolder(path: string): DataFolder {
  const folder = resolve(path);
  return {
    path: folder,
    postgres: join(folder, 'postgres'),
    logs: join(folder, 'logs'),
    lock: join(folder, 'lock'),
    children: join(folder, 'children.json'),
    instance: join(folder, 'instance.json'),
    secrets: join(folder, 'secrets.json'),
    seeded: join(folder, 'seeded.json'),
  };
}

/** @throws {OperatorError} when nothing can be kept there. */
export function prepareDataFolder(folder: DataFolder): void {
  try {
    mkdirSync(folder.path, { recursive: true, mode: 0o755 });
    mkdirSync(folder.logs, { recursive: true, mode: 0o700 });
    for (const path of [folder.path, folder.logs])
      accessSync(path, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new OperatorError(
      `${reasonOf(error, folder.path)} Or choose another folder with --data or LEDGER_DATA.`,
    );
  }
}

/** @throws {OperatorError} before a full disk stops something half-way. */
export function assertFreeSpace(folder: DataFolder): void {
  const { bavail, bsize } = statfsSync(folder.path);
  const freeMebibytes = Math.floor((bavail * bsize) / MEBIBYTE);
  if (freeMebibytes >= FREE_MEBIBYTES_MIN) return;
  throw new OperatorError(
    `The disk that holds ${folder.path} has ${freeMebibytes} MiB free, and Token Ledger needs ` +
      `${FREE_MEBIBYTES_MIN} MiB to start. Nothing was changed: free some space and start again, ` +
      'or choose a folder on another disk with --data or LEDGER_DATA.',
  );
}

function reasonOf(error: unknown, path: string): string {
  switch (errorCode(error)) {
    case 'EACCES':
    case 'EPERM':
      return `The data folder ${path} cannot be written by this user. Start as the user who created it, or make it yours with chown.`;
    case 'EROFS':
      return `The data folder ${path} lies on a read-only disk.`;
    case 'ENOSPC':
    case 'EDQUOT':
      return `The disk that holds ${path} is full. Nothing was changed: free some space and start again.`;
    case 'ENOTDIR':
    case 'EEXIST':
      return `The data folder ${path} cannot be made: there is a file in its way.`;
    default:
      return `The data folder ${path} cannot be used: ${String(error)}.`;
  }
}
