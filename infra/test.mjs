/** `npm test`: every test there is. The last line is the count: `N passed, N failed`. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from './steps/build.mjs';
import { findChromium } from './steps/chromium.mjs';
import { installPackages } from './steps/install.mjs';
import { findOpenssl } from './steps/openssl.mjs';
import { findRedisServer } from './steps/redis-server.mjs';
import { show } from './steps/run.mjs';
import { main } from './steps/workspace.mjs';

/** The whole system needs both cores for itself, so its tests run after the others, one file at a time. */
const STAGES = [
  ['--ignoreProjects', 'e2e'],
  ['--selectProjects', 'e2e', '--runInBand'],
];

await main(async () => {
  const counts = { passed: 0, failed: 0 };
  try {
    await runStages(counts);
  } catch (error) {
    counts.failed += 1; // what keeps tests from being run is a failure like theirs
    console.error(`\n${error.name === 'StepFailed' ? error.message : error.stack}`);
  }
  console.log(`\n${counts.passed} passed, ${counts.failed} failed`);
  return counts.failed === 0 ? 0 : 1;
});

async function runStages(counts) {
  await installPackages();
  const programs = {
    CHROMIUM_PATH: await findChromium(),
    REDIS_SERVER_PATH: await findRedisServer(),
    OPENSSL_PATH: await findOpenssl(),
  };
  await build();
  const environment = { ...process.env, ...programs };
  for (const stage of STAGES) add(counts, await runJest(stage, environment));
  if (counts.passed + counts.failed === 0) throw new Error('No test was run.');
}

async function runJest(stage, env) {
  const directory = mkdtempSync(join(tmpdir(), 'token-ledger-results-'));
  const outputFile = join(directory, 'results.json');
  try {
    const args = ['node_modules/jest/bin/jest.js', ...stage, '--json', `--outputFile=${outputFile}`];
    const exitCode = await show(process.execPath, args, { env, stdio: ['ignore', 'ignore', 'inherit'] });
    return countsOf(JSON.parse(readFileSync(outputFile, 'utf8')), exitCode);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** A file that could not run at all counts as one failure, and so does a run that failed without saying where. */
function countsOf(results, exitCode) {
  const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
  return { passed: results.numPassedTests, failed: exitCode !== 0 && failed === 0 ? 1 : failed };
}

function add(counts, { passed, failed }) {
  counts.passed += passed;
  counts.failed += failed;
}
