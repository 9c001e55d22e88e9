/** `npm run check`: what every commit must pass. Tells everything that is wrong, not only the first thing. */
import { NX, NX_ENVIRONMENT } from './steps/build.mjs';
import { installPackages } from './steps/install.mjs';
import { step } from './steps/progress.mjs';
import { run, StepFailed } from './steps/run.mjs';
import { findUntidiness } from './steps/tidy.mjs';
import { main } from './steps/workspace.mjs';

const TSC = 'node_modules/typescript/bin/tsc';

const CHECKS = [
  ['Types of the servers', () => node(TSC, '-p', 'tsconfig.json', '--noEmit')],
  ['Types of the dashboard', () => node(TSC, '-p', 'apps/dashboard/tsconfig.json', '--noEmit')],
  ['Lint', lint],
  ['Format', () => node('node_modules/prettier/bin/prettier.cjs', '--check', '--log-level=warn', '.')],
  ['Tidiness', tidy],
  [
    'Fast tests',
    () =>
      node(
        'node_modules/jest/bin/jest.js',
        '--ignoreProjects',
        'e2e',
        '--testPathIgnorePatterns',
        '\\.int\\.spec\\.ts$',
      ),
  ],
];

await main(async () => {
  await installPackages();
  let failures = 0;
  for (const [title, check] of CHECKS) {
    try {
      await step(title, check);
    } catch (error) {
      failures += 1;
      console.error(error instanceof StepFailed ? error.message : error);
    }
  }
  console.log(failures === 0 ? 'All checks passed.' : `${failures} of ${CHECKS.length} checks failed.`);
  return failures === 0 ? 0 : 1;
});

async function node(...args) {
  await run(process.execPath, args, { env: { ...process.env, FORCE_COLOR: '0' } });
}

/** The rule for layers is silent without Nx's project graph, so the graph is made first. */
async function lint() {
  await run(process.execPath, [...NX, 'show', 'projects'], { env: NX_ENVIRONMENT });
  await run(process.execPath, ['node_modules/eslint/bin/eslint.js', '.', '--max-warnings=0'], {
    env: NX_ENVIRONMENT,
  });
}

async function tidy() {
  const findings = findUntidiness();
  if (findings.length > 0) throw new StepFailed(findings.join('\n'));
}
