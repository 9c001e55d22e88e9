import { existsSync } from 'node:fs';
import { step } from './progress.mjs';
import { run, StepFailed } from './run.mjs';

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/**
 * The browser for the browser tests: CHROMIUM_PATH, or one that is installed, or else Debian's package.
 * @throws {StepFailed} saying what to install.
 */
export async function findChromium() {
  const found = [process.env.CHROMIUM_PATH, ...PLACES].find((path) => path && existsSync(path));
  if (found) return found;
  if (!existsSync('/usr/bin/apt-get')) throw missing('this system has no apt-get to install it with');
  const install = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  try {
    await step('Installing Chromium (Debian package)', () => installPackage(install));
  } catch (error) {
    throw missing(error.message);
  }
  return PLACES[0];
}

async function installPackage(prefix) {
  const environment = { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
  for (const args of [['update'], ['install', '-y', '--no-install-recommends', 'chromium']]) {
    const [program, ...rest] = [...prefix, 'apt-get', ...args];
    await run(program, rest, environment);
  }
}

function missing(why) {
  return new StepFailed(
    `The browser tests need Chromium, and ${why}.\n` +
      'Install it (Debian and Ubuntu: apt-get install chromium), or set CHROMIUM_PATH to a Chromium or Chrome.',
  );
}
