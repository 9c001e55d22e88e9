import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { EmbeddedPostgresFailed } from './embedded-postgres-failed.js';
import { canEnter, type OperatingUser } from './operating-user.js';

/**
 * Where root puts what the unprivileged Postgres user must reach and cannot, because the project or the
 * data folder lies behind closed doors (`/root` is mode 0700). Nobody's doors are opened for it.
 */
export const REACHABLE_HOME = '/var/lib/token-ledger';

/**
 * Where the data really are: in the directory asked for or, behind closed doors, in a directory of the
 * reachable home that a file beside the one asked for names. That file travels with the data folder;
 * removing the folder begins afresh.
 */
export function placeOfData(dataDirectory: string, user: OperatingUser | null): string {
  const pointer = `${dataDirectory}.location`;
  if (existsSync(pointer)) return pointedTo(pointer, dataDirectory);
  const hasData = existsSync(join(dataDirectory, 'PG_VERSION'));
  if (!user || hasData || canEnter(user, dirname(dataDirectory))) return dataDirectory;
  const home = join(REACHABLE_HOME, randomBytes(6).toString('hex'));
  mkdirSync(home, { recursive: true, mode: 0o755 });
  writeFileSync(ownerFile(home), `${dataDirectory}\n`);
  writeFileSync(pointer, `${join(home, 'postgres')}\n`);
  return join(home, 'postgres');
}

/** A copied data folder names the same data as its original: two servers must not share them. */
function pointedTo(pointer: string, dataDirectory: string): string {
  const place = readFileSync(pointer, 'utf8').trim();
  const owner = ownerFile(dirname(place));
  if (!existsSync(dirname(place))) {
    throw new EmbeddedPostgresFailed(
      'data-folder-broken',
      `The database of ${dirname(dataDirectory)} was in ${place}, which is gone. ` +
        `Bring it back, or remove ${pointer} to begin with an empty database.`,
    );
  }
  const original = existsSync(owner) ? readFileSync(owner, 'utf8').trim() : dataDirectory;
  if (original !== dataDirectory && existsSync(`${original}.location`)) {
    throw new EmbeddedPostgresFailed(
      'data-folder-broken',
      `${dirname(dataDirectory)} is a copy of ${dirname(original)}, and the database of both is ${place}. ` +
        `Use the original, or remove ${pointer} to begin with an empty database.`,
    );
  }
  writeFileSync(owner, `${dataDirectory}\n`); // the folder may have been moved
  return place;
}

function ownerFile(home: string): string {
  return join(home, 'belongs-to');
}
