import { findProgram } from './system-program.mjs';

/** The browser for the browser tests. Chrome will do. */
export async function findChromium() {
  return await findProgram({
    name: 'Chromium',
    neededBy: 'The browser tests',
    variable: 'CHROMIUM_PATH',
    places: [
      '/usr/bin/chromium',
      '/usr/bin/chromium-browser',
      '/usr/bin/google-chrome',
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
      '/Applications/Chromium.app/Contents/MacOS/Chromium',
    ],
    debianPackage: 'chromium',
  });
}
