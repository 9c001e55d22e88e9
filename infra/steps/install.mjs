import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { step } from './progress.mjs';
import { run } from './run.mjs';

const MARKER = 'node_modules/.token-ledger-installed';
/** What npm itself notes about what it installed. */
const INSTALLED = 'node_modules/.package-lock.json';

/** Installs the packages of the lock file, unless these very ones are there already, whoever installed them. */
export async function installPackages() {
  const wanted = fingerprint();
  if (existsSync(MARKER) && readFileSync(MARKER, 'utf8') === wanted) return;
  if (existsSync(MARKER) || !isInstalled()) {
    const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
    await step('Installing packages', () => run(npm, ['ci', '--no-audit', '--no-fund']));
  }
  writeFileSync(MARKER, wanted);
}

/** Binaries are chosen by platform and compiled against a major version of Node. */
function fingerprint() {
  const lock = createHash('sha256').update(readFileSync('package-lock.json')).digest('hex');
  return `${lock} ${process.platform} ${process.arch} node${process.versions.node.split('.')[0]}\n`;
}

/** Whether `npm ci` was run by hand: every package is there in the version of the lock file. */
function isInstalled() {
  if (!existsSync(INSTALLED)) return false;
  const wanted = packagesIn('package-lock.json');
  const installed = packagesIn(INSTALLED);
  return Object.entries(wanted).every(
    ([path, { version, optional }]) => path === '' || optional || installed[path]?.version === version,
  );
}

function packagesIn(lockFile) {
  return JSON.parse(readFileSync(lockFile, 'utf8')).packages;
}
