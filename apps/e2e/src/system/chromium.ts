import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** The browser of this machine, with a fresh profile. `npm test` sees to it that there is one. */
export async function launchChromium(): Promise<Browser> {
  const executablePath = [process.env['CHROMIUM_PATH'], ...PLACES].find((path) => path && existsSync(path));
  if (!executablePath) {
    throw new Error(
      'There is no Chromium: install it (Debian: apt-get install chromium) or set CHROMIUM_PATH.',
    );
  }
  const isRoot = process.getuid?.() === 0;
  // As root Chromium refuses its sandbox; in containers /dev/shm is too small for it.
  return await chromium.launch({
    executablePath,
    args: [...(isRoot ? ['--no-sandbox'] : []), '--disable-dev-shm-usage'],
  });
}
