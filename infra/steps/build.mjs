import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { step } from './progress.mjs';
import { run } from './run.mjs';

export const NX = ['node_modules/nx/dist/bin/nx.js'];
export const NX_ENVIRONMENT = {
  ...process.env,
  NX_DAEMON: 'false',
  NX_TUI: 'false',
  NX_NO_CLOUD: 'true',
  FORCE_COLOR: '0',
};

const MARKER = 'dist/.token-ledger-built';
const OUTPUTS = ['dist/apps/cli/src/main.js', 'dist/apps/dashboard/browser/index.html'];
const CONFIGURATION = [
  'package.json',
  'package-lock.json',
  'nx.json',
  'project.json',
  'tsconfig.base.json',
  'tsconfig.build.json',
];
const NOT_BUILT = /\.(spec|contract)\.ts$|\/testing\//;

/**
 * Builds what changed; what did not comes from Nx's cache. When no source was touched since the last
 * build, Nx is not even asked, which saves most of the time of a second start.
 */
export async function build() {
  const sources = fingerprint();
  if (OUTPUTS.every((path) => existsSync(path)) && built() === sources) return;
  const args = [...NX, 'run-many', '-t', 'build', '--outputStyle=static'];
  await step('Building', () => run(process.execPath, args, { env: NX_ENVIRONMENT }));
  mkdirSync(dirname(MARKER), { recursive: true });
  writeFileSync(MARKER, sources);
}

function built() {
  return existsSync(MARKER) ? readFileSync(MARKER, 'utf8') : null;
}

function fingerprint() {
  const hash = createHash('sha256');
  for (const path of [...CONFIGURATION, ...['apps', 'libs', 'examples'].flatMap(filesBelow)]) {
    const { size, mtimeMs } = statSync(path);
    hash.update(`${path} ${size} ${mtimeMs}\n`);
  }
  return hash.digest('hex');
}

function filesBelow(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !NOT_BUILT.test(path))
    .sort();
}
