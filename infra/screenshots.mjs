/**
 * `npm run screenshots`: the pictures of docs/images, of a demo instance that is started for them and thrown away.
 * Screens, zone, language and motion are fixed; the demo's last days are those before today, so its dates move.
 */
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PICTURES } from './screenshots/pictures.mjs';
import { takePictures } from './screenshots/take-pictures.mjs';
import { build } from './steps/build.mjs';
import { findChromium } from './steps/chromium.mjs';
import { installPackages } from './steps/install.mjs';
import { startInstance } from './steps/instance.mjs';
import { step } from './steps/progress.mjs';
import { main } from './steps/workspace.mjs';

const FOLDER = 'docs/images';

await main(async () => {
  await installPackages();
  await build();
  const chromium = await findChromium();
  const directory = mkdtempSync(join(tmpdir(), 'token-ledger-pictures-'));
  chmodSync(directory, 0o755); // run as root, Postgres is another user and must be able to enter
  const demo = await step('Starting', () => startInstance(directory, { seed: true }));
  try {
    mkdirSync(FOLDER, { recursive: true });
    await step('Taking pictures', () => takePictures(chromium, demo.apiUrl, FOLDER, PICTURES));
  } finally {
    await demo.stop();
    rmSync(directory, { recursive: true, force: true });
  }
  return 0;
});
